/** A trained model as files: {@code model.json} and the parts it names, written at once or not at all.
 *
 * <p>{@link io.semsearch.artifact.ModelWriter} specifies the format. */
@NullMarked
package io.semsearch.artifact;

import org.jspecify.annotations.NullMarked;
