/** Tests of the launcher script {@code semsearch}, with scripts that stand for Maven and for Java. */
@NullMarked
package io.semsearch.launcher;

import org.jspecify.annotations.NullMarked;
