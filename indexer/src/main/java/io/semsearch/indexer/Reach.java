package io.semsearch.indexer;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;

/** What can be reached on the lowest level of a graph. */
final class Reach {

    private final Links links;
    private final FixedBitSet reached;
    private final int[] open;

    Reach(Links links) {
        this.links = links;
        this.reached = new FixedBitSet(links.size());
        this.open = new int[links.size()];
    }

    /** Links to a node from one that can be reached. */
    @FunctionalInterface
    interface Attaching {
        void attach(int node) throws IOException;
    }

    /** Attaches what cannot be reached, such as most of many copies of a vector. */
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
