/** Trains a collection's model: {@link io.semsearch.operations.training.TrainModel} is the operation, the other types
 * are its options and its steps.
 *
 * <p>In the flow: captions and features are read, split into training and validation images, and joined; captions are
 * embedded by word vectors; the trainer learns the projection; the best epoch is written as the collection's model,
 * with the options it was trained with and what was measured. */
@NullMarked
package io.semsearch.operations.training;

import org.jspecify.annotations.NullMarked;
