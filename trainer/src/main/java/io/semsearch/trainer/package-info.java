/** Trains a model: the loop over epochs, what it reports, and its checkpoints.
 *
 * <p>Flow: captions and image features are prepared and initialized ({@link io.semsearch.trainer.initialization}); each
 * epoch draws {@link io.semsearch.trainer.triplet triplets} and takes one optimization {@link io.semsearch.trainer.step
 * step} per batch; the best epoch on the validation images becomes the model. {@link io.semsearch.trainer.Trainer} is
 * the loop. All choices are values of {@link io.semsearch.trainer.config}. No type of ND4J appears in this package. */
@NullMarked
package io.semsearch.trainer;

import org.jspecify.annotations.NullMarked;
