/** Triplets of (caption, good image, bad image), as row numbers: sampling, hard-negative mining and metrics. */
@NullMarked
package io.semsearch.trainer.triplet;

import org.jspecify.annotations.NullMarked;
