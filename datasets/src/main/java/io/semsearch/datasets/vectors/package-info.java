/** Readers of word vectors: each turns a file into {@link io.semsearch.text.InMemoryWordVectors}. The formats, field by
 * field: docs/formats-input.md. */
@NullMarked
package io.semsearch.datasets.vectors;

import org.jspecify.annotations.NullMarked;
