/** One optimization step: the SameDiff graph of the loss and its gradients, the recorded native operations that repeat
 * it, and the optimizers of projection and word vectors.
 *
 * <p>{@link io.semsearch.trainer.step.TrainableModel} is the entry point for the training loop and hides ND4J. */
@NullMarked
package io.semsearch.trainer.step;

import org.jspecify.annotations.NullMarked;
