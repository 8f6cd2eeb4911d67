/** Triplets of (caption, good image, bad image), as row numbers, and how they are drawn. */
@NullMarked
package io.semsearch.trainer.triplet;

import org.jspecify.annotations.NullMarked;
