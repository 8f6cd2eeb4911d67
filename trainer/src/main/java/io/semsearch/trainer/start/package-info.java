/** Starting points for training that have a closed form: ridge regression and canonical correlation. */
@NullMarked
package io.semsearch.trainer.start;

import org.jspecify.annotations.NullMarked;
