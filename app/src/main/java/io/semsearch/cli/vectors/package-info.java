/** {@code vectors}: train, convert and look at word vectors. */
@NullMarked
package io.semsearch.cli.vectors;

import org.jspecify.annotations.NullMarked;
