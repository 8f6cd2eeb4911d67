/** Writes a collection's index and changes it: each class is an operation. What an index needs for its searches, such
 * as how many candidates find how much, is measured here after each change that may alter it. */
@NullMarked
package io.semsearch.operations.indexing;

import org.jspecify.annotations.NullMarked;
