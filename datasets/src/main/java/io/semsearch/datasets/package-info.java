/** What users bring, as bytes: files opened plain, gzipped or zipped, with a bound on what they may unpack to, and the
 * error that all readers of this module throw.
 *
 * <p>The readers stand in the packages below: {@code captions}, {@code features} (with {@code pickle} under it),
 * {@code vectors}; each turns a file into a value of module {@code models}. {@code download} fetches files,
 * {@code sample} draws its own. */
@NullMarked
package io.semsearch.datasets;

import org.jspecify.annotations.NullMarked;
