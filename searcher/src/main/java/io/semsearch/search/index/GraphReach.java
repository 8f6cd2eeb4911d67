package io.semsearch.search.index;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;

/** Counts the nodes of an HNSW graph that a search can reach: those that a chain of neighbours leads to from the entry
 * node. */
final class GraphReach {

    private GraphReach() {}

    /** Number of nodes that no search can reach. */
    static int unreachable(HnswGraph graph) throws IOException {
        if (graph.size() == 0) {
            return 0;
        }
        FixedBitSet reached = new FixedBitSet(graph.maxNodeId() + 1);
        reached.set(graph.entryNode());
        for (int level = graph.numLevels() - 1; level >= 0; level--) {
            // a search enters this level at a node that was reached on the level above
            spread(graph, level, reached);
        }
        return graph.size() - reached.cardinality();
    }

    private static void spread(HnswGraph graph, int level, FixedBitSet reached) throws IOException {
        int[] queue = new int[graph.size()];
        int waiting = 0;
        for (int node = reached.nextSetBit(0); node != DocIdSetIterator.NO_MORE_DOCS; node = next(reached, node)) {
            queue[waiting++] = node;
        }
        while (waiting > 0) {
            graph.seek(level, queue[--waiting]);
            for (int neighbour = graph.nextNeighbor(); neighbour != DocIdSetIterator.NO_MORE_DOCS; neighbour = graph
                    .nextNeighbor()) {
                if (!reached.getAndSet(neighbour)) {
                    queue[waiting++] = neighbour;
                }
            }
        }
    }

    private static int next(FixedBitSet set, int node) {
        return node + 1 < set.length() ? set.nextSetBit(node + 1) : DocIdSetIterator.NO_MORE_DOCS;
    }
}
