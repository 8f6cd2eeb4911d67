/** Writes the index of a collection: one Lucene document an image, with its place among words, its features and what is
 * told of it.
 *
 * <p>Comes after training: takes a model and the images' features, leaves what {@code io.semsearch.search} reads.
 * The fields are specified in {@code docs/formats-index.md}. */
@NullMarked
package io.semsearch.indexer;

import org.jspecify.annotations.NullMarked;
