/** Fuzzing guided by coverage, one class for each kind of file. */
@NullMarked
package io.semsearch.fuzzing;

import org.jspecify.annotations.NullMarked;
