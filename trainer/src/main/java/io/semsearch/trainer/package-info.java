/** Learns the projection: from captions' embeddings and images' features to the matrix M, by margin ranking loss.
 *
 * <p>{@link io.semsearch.trainer.Trainer} is the loop; the SameDiff graph that it trains stays inside this package,
 * and no type of ND4J leaves it. */
@NullMarked
package io.semsearch.trainer;

import org.jspecify.annotations.NullMarked;
