package io.semsearch.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.TernaryLongHeap;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** A search of an HNSW graph: greedy down the upper levels, then with candidates in view (Malkov and Yashunin 2018,
 * algorithms 5 and 2). Of one query and one thread.
 *
 * <p>It finds what Lucene's {@code HnswGraphSearcher} does, in less time: neighbours that are not near enough are known by
 * one comparison each, and the set of what was visited is a plain one. */
final class GraphSearch {

    /** Above, a set of so many bits would take longer to clear than a walk takes. */
    private static final int MOST_BITS = 1 << 20;

    private final HnswGraph graph;
    private final RandomVectorScorer scorer;
    private final @Nullable Bits accepts;
    private final int candidates;
    private final BitSet visited;
    private final TernaryLongHeap toVisit;
    private final TernaryLongHeap found;
    private int[] nodes;
    private float[] scores;
    private int visits;
    private float toBeat = Float.NEGATIVE_INFINITY;

    /** @param accepts the nodes that may be found; null for all */
    GraphSearch(HnswGraph graph, RandomVectorScorer scorer, @Nullable Bits accepts, int candidates) {
        this.graph = graph;
        this.scorer = scorer;
        this.accepts = accepts;
        this.candidates = candidates;
        int size = graph.maxNodeId() + 1;
        this.visited = size <= MOST_BITS ? new FixedBitSet(size) : new SparseFixedBitSet(size);
        // the least first: the best to visit are the least, and so is the worst that was found
        this.toVisit = new TernaryLongHeap(2 * candidates);
        this.found = new TernaryLongHeap(candidates);
        this.nodes = new int[2 * graph.maxConn()];
        this.scores = new float[nodes.length];
    }

    /** Walks until nothing better is in view.
     *
     * @return false if it has given up before */
    boolean walk(int mostVisits, Deadline deadline) throws IOException {
        int entry = entry();
        offer(entry, scorer.score(entry));
        visited.set(entry);
        while (toVisit.size() > 0) {
            long best = toVisit.pop();
            if (score(~best) < toBeat) {
                return true;
            }
            if (visits >= mostVisits || deadline.isOver()) {
                return false;
            }
            int count = unvisited(0, node(~best));
            if (count == 0 || scorer.bulkScore(nodes, scores, count) <= toBeat) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                if (scores[i] > toBeat) {
                    offer(nodes[i], scores[i]);
                }
            }
        }
        return true;
    }

    /** Where the lowest level is entered: as near to the query as the upper ones lead. */
    private int entry() throws IOException {
        int entry = graph.entryNode();
        float best = graph.numLevels() == 1 ? 0 : scorer.score(entry);
        for (int level = graph.numLevels() - 1; level >= 1; level--) {
            int before;
            do {
                before = entry;
                int count = unvisited(level, entry);
                if (count > 0 && scorer.bulkScore(nodes, scores, count) > best) {
                    for (int i = 0; i < count; i++) {
                        if (scores[i] > best) {
                            best = scores[i];
                            entry = nodes[i];
                        }
                    }
                }
            } while (entry != before);
        }
        if (graph.numLevels() > 1) {
            visited.clear();
        }
        return entry;
    }

    /** Puts the neighbours of a node that were not visited into {@link #nodes}, and tells how many they are. */
    private int unvisited(int level, int node) throws IOException {
        graph.seek(level, node);
        int count = 0;
        for (int next = graph.nextNeighbor(); next != DocIdSetIterator.NO_MORE_DOCS; next = graph.nextNeighbor()) {
            if (!visited.getAndSet(next)) {
                nodes[count++] = next;
            }
        }
        visits += count;
        return count;
    }

    private void offer(int node, float score) {
        long entry = entry(node, score);
        toVisit.push(~entry);
        if (accepts != null && !accepts.get(node)) {
            return;
        }
        if (found.size() < candidates) {
            found.push(entry);
        } else if (entry > found.top()) {
            found.updateTop(entry);
        }
        if (found.size() == candidates) {
            toBeat = score(found.top());
        }
    }

    /** Sorts by score; of equal ones the lower node counts as the better. */
    private static long entry(int node, float score) {
        return ((long) NumericUtils.floatToSortableInt(score) << Integer.SIZE) | (~node & 0xFFFF_FFFFL);
    }

    private static float score(long entry) {
        return NumericUtils.sortableIntToFloat((int) (entry >> Integer.SIZE));
    }

    private static int node(long entry) {
        return ~(int) entry;
    }

    /** What was found, by rising node. */
    Found found() {
        long[] byNode = new long[found.size()];
        for (int i = 0; i < byNode.length; i++) {
            byNode[i] = Long.rotateLeft(~found.get(i + 1), Integer.SIZE);
        }
        Arrays.sort(byNode);
        int[] documents = new int[byNode.length];
        float[] its = new float[byNode.length];
        for (int i = 0; i < byNode.length; i++) {
            long entry = ~Long.rotateRight(byNode[i], Integer.SIZE);
            documents[i] = scorer.ordToDoc(node(entry));
            its[i] = score(entry);
        }
        return new Found(documents, its);
    }

    /** Documents, rising, and the score of each. */
    static final class Found {

        private final int[] documents;
        private final float[] scores;

        private Found(int[] documents, float[] scores) {
            this.documents = documents;
            this.scores = scores;
        }

        int size() {
            return documents.length;
        }

        int document(int place) {
            return documents[place];
        }

        float score(int place) {
            return scores[place];
        }
    }
}
