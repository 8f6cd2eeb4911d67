package io.semsearch.search.index;

import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.TernaryLongHeap;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** The nearest nodes that a search of a graph has found so far, at most k; of equal scores, the lower nodes.
 *
 * <p>Ends the search when the deadline is over, or when it has visited as many nodes as it may: both are checked once
 * for each node whose neighbours are compared. */
final class NearestNodes implements KnnCollector {

    private final int k;
    private final long visitLimit;
    private final Deadline deadline;
    /** Sorts by score, then by falling node; the least is the farthest. */
    private final TernaryLongHeap nodes;
    private float minScore = Float.NEGATIVE_INFINITY;
    private long visited;
    private boolean ended;

    NearestNodes(int k, long visitLimit, Deadline deadline) {
        this.k = k;
        this.visitLimit = visitLimit;
        this.deadline = deadline;
        this.nodes = new TernaryLongHeap(k);
    }

    @Override
    public boolean collect(int node, float score) {
        long entry = ((long) NumericUtils.floatToSortableInt(score) << Integer.SIZE) | (~node & 0xFFFF_FFFFL);
        if (nodes.size() < k) {
            nodes.push(entry);
        } else if (entry > nodes.top()) {
            nodes.updateTop(entry);
        } else {
            return false;
        }
        if (nodes.size() == k) {
            minScore = NumericUtils.sortableIntToFloat((int) (nodes.top() >> Integer.SIZE));
        }
        return true;
    }

    @Override
    public float minCompetitiveSimilarity() {
        return minScore;
    }

    @Override
    public void incVisitedCount(int count) {
        visited += count;
        ended = visited >= visitLimit || deadline.isOver();
    }

    @Override
    public boolean earlyTerminated() {
        return ended;
    }

    @Override
    public long visitedCount() {
        return visited;
    }

    @Override
    public long visitLimit() {
        return visitLimit;
    }

    @Override
    public int k() {
        return k;
    }

    /** Lucene's plain search, without its variant for filters, which costs recall. */
    @Override
    public @Nullable KnnSearchStrategy getSearchStrategy() {
        return null;
    }

    /** True if the search ended at the visit limit, before the deadline. */
    boolean visitedTooMany() {
        return ended && !deadline.wasMissed();
    }

    /** The documents of the nodes. */
    NearestDocuments documents(RandomVectorScorer scorer) {
        int[] found = new int[nodes.size()];
        float[] scores = new float[found.length];
        for (int i = 0; i < found.length; i++) {
            long entry = nodes.get(i + 1);
            found[i] = scorer.ordToDoc(~(int) entry);
            scores[i] = NumericUtils.sortableIntToFloat((int) (entry >> Integer.SIZE));
        }
        return new NearestDocuments(found, scores);
    }

    @Override
    public TopDocs topDocs() {
        throw new UnsupportedOperationException("documents() has them, in the order of their numbers");
    }
}
