/** Word vectors by themselves: learns them from text, converts their files, finds the words nearest to a word. Each
 * class that ends in a verb's object is an operation; {@link io.semsearch.operations.vectors.WordVectorSource} is what
 * training gets its word vectors from. */
@NullMarked
package io.semsearch.operations.vectors;

import org.jspecify.annotations.NullMarked;
