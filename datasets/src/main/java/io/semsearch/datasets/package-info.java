/** Users' files as bytes: plain, gzipped or zipped, with a limit of their unpacked size.
 *
 * <p>The readers are in the packages below: {@code captions}, {@code features} (which uses {@code pickle}), {@code
 * vectors} and {@code text}; each turns a file into a value of module {@code models}, the first step of training,
 * indexing and measuring. {@code download} fetches files. */
@NullMarked
package io.semsearch.datasets;

import org.jspecify.annotations.NullMarked;
