/** The starting point of a run: scaled features and initial weights, random or in closed form (ridge regression,
 * canonical correlation).
 *
 * <p>{@link io.semsearch.trainer.initialization.PreparedData} joins them for the training loop, and converts trained
 * weights back into a model. */
@NullMarked
package io.semsearch.trainer.initialization;

import org.jspecify.annotations.NullMarked;
