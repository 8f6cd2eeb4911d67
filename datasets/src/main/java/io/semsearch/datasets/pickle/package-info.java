/** Pickles of tensors, read without running what they say.
 *
 * <p>A pickle is a program: it names functions and has them called. Here the opcodes are done by a kept library,
 * and {@link io.semsearch.datasets.pickle.SafeUnpickler} decides what they may do: build dicts, lists, tuples,
 * numbers, text, and through {@link io.semsearch.datasets.pickle.GlobalFunction} the tensors of torch and the
 * arrays of numpy. Any other name is refused. Why it is so: docs/decisions/0010-pickle.md. */
@NullMarked
package io.semsearch.datasets.pickle;

import org.jspecify.annotations.NullMarked;
