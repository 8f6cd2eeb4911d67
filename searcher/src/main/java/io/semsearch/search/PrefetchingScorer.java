package io.semsearch.search;

import java.io.IOException;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** Compares short vectors after it has brought them into the processor's cache: it reads of all of them at once, where
 * comparing waits for four at a time. */
final class PrefetchingScorer implements RandomVectorScorer {

    private static final int CACHE_LINE = 64;
    /** Of a longer vector the processor itself fetches what comes next, and to read it twice takes longer. */
    private static final int MOST_LINES = 4;

    private final RandomVectorScorer scorer;
    private final MemorySegmentAccessInput vectors;
    private final long length;
    /** In the second, third and last cache line of a vector, as far as it has them. In a loop of lines, reading takes longer
     * than it saves. */
    private final long second;
    private final long third;
    private final long last;
    /** What was read: else Java's compiler could see that nobody needs it. */
    @SuppressWarnings("UnusedVariable")
    private int read;

    private PrefetchingScorer(RandomVectorScorer scorer, MemorySegmentAccessInput vectors, long length) {
        this.scorer = scorer;
        this.vectors = vectors;
        this.length = length;
        this.last = length - 1;
        this.second = Math.min(CACHE_LINE, last);
        this.third = Math.min(2 * CACHE_LINE, last);
    }

    /** The scorer itself if the vectors are long, or not in a file that is mapped into memory. */
    static RandomVectorScorer of(RandomVectorScorer scorer, FloatVectorValues values) {
        boolean isShort = values.getVectorByteLength() <= MOST_LINES * CACHE_LINE;
        return isShort && values instanceof HasIndexSlice file
                && file.getSlice() instanceof MemorySegmentAccessInput vectors
                        ? new PrefetchingScorer(scorer, vectors, values.getVectorByteLength())
                        : scorer;
    }

    @Override
    public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            long start = nodes[i] * length;
            sum += vectors.readByte(start) + vectors.readByte(start + second) + vectors.readByte(start + third)
                    + vectors.readByte(start + last);
        }
        read = sum;
        return scorer.bulkScore(nodes, scores, count);
    }

    @Override
    public float score(int node) throws IOException {
        return scorer.score(node);
    }

    @Override
    public int maxOrd() {
        return scorer.maxOrd();
    }

    @Override
    public int ordToDoc(int ord) {
        return scorer.ordToDoc(ord);
    }

    @Override
    public Bits getAcceptOrds(Bits acceptDocs) {
        return scorer.getAcceptOrds(acceptDocs);
    }
}
