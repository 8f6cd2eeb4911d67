/** Trains captioners with Deeplearning4j; {@code io.semsearch.captioning} uses them without it. */
@NullMarked
package io.semsearch.trainer.captioning;

import org.jspecify.annotations.NullMarked;
