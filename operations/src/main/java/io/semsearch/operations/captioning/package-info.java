/** Captions for photos: train a captioner, measure it, write captions. */
@NullMarked
package io.semsearch.operations.captioning;

import org.jspecify.annotations.NullMarked;
