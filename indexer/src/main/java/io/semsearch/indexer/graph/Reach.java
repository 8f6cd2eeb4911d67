package io.semsearch.indexer.graph;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;

/** Makes every node of a graph reachable on its lowest level. */
final class Reach {

    private final Links links;
    private final FixedBitSet reached;
    private final int[] open;

    Reach(Links links) {
        this.links = links;
        this.reached = new FixedBitSet(links.size());
        this.open = new int[links.size()];
    }

    /** Links an unreachable node to a reachable one. */
    @FunctionalInterface
    interface Attaching {
        void attach(int node) throws IOException;
    }

    /** Attaches the nodes that cannot be reached from the entry node, such as most of many copies of a vector. */
    void connect(int entryNode, Attaching attaching) throws IOException {
        spread(entryNode);
        for (int node = 0; node < links.size(); node++) {
            if (!reached.get(node)) {
                attaching.attach(node);
                spread(node);
            }
        }
    }

    private void spread(int from) {
        int count = 0;
        open[count++] = from;
        reached.set(from);
        while (count > 0) {
            int row = links.row(open[--count]);
            int[] block = links.block(row);
            int start = links.start(row);
            for (int i = start + 1; i <= start + block[start]; i++) {
                if (!reached.getAndSet(block[i])) {
                    open[count++] = block[i];
                }
            }
        }
    }
}
