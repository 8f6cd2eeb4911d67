/** HNSW graphs: builds them for the vectors of a segment, and has Lucene write them.
 *
 * <p>In the flow: {@code io.semsearch.indexer} calls it through {@link io.semsearch.indexer.graph.LinkingMergePolicy},
 * which decides which segments get graphs, and {@link io.semsearch.indexer.graph.IndexCodec}, which writes them in
 * Lucene's format. {@link io.semsearch.indexer.graph.GraphBuilder} is the algorithm. */
@NullMarked
package io.semsearch.indexer.graph;

import org.jspecify.annotations.NullMarked;
