/** Dense vectors and matrices of 32-bit floats: the arithmetic that training, indexing and searching share. */
@NullMarked
package io.semsearch.vector;

import org.jspecify.annotations.NullMarked;
