/** Writes the index of a collection: one Lucene document for each image, with its semantic vector, features, captions
 * and properties.
 *
 * <p>In the flow: after training. It reads a model and the features of images, and writes what {@code
 * io.semsearch.search} reads. {@link io.semsearch.indexer.ImageIndexer} writes an index from scratch, {@link
 * io.semsearch.indexer.ImageCollection} changes one; {@code io.semsearch.indexer.graph} builds the graphs. {@code
 * docs/formats-index.md} specifies the fields. */
@NullMarked
package io.semsearch.indexer;

import org.jspecify.annotations.NullMarked;
