/** The configuration of a training run, as records that check their values: losses, negatives, optimizers,
 * initialization, regularization, and every default.
 *
 * <p>The other packages of the trainer read these records; this package depends on none of them. */
@NullMarked
package io.semsearch.trainer.config;

import org.jspecify.annotations.NullMarked;
