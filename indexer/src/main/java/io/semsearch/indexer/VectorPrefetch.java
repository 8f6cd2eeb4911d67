package io.semsearch.indexer;

import java.io.IOException;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.jspecify.annotations.Nullable;

/** Brings short vectors into the processor's cache before they are compared, as the searcher does (decision record 0061): it
 * reads of all of them at once, where comparing waits for four at a time. Of one thread. */
final class VectorPrefetch {

    private static final int CACHE_LINE = 64;
    /** Of a longer vector the processor itself fetches what comes next, and to read it twice takes longer. */
    private static final int MOST_LINES = 4;

    private final @Nullable MemorySegmentAccessInput file;
    private final long length;
    /** In the second, third and last cache line of a vector, as far as it has them. */
    private final long second;
    private final long third;
    private final long last;
    /** What was read: else Java's compiler could see that nobody needs it. */
    @SuppressWarnings("UnusedVariable")
    private int read;

    /** @param vectors are left alone if they are long, or not in a file that is mapped into memory */
    VectorPrefetch(FloatVectorValues vectors) {
        this.length = vectors.getVectorByteLength();
        this.file = length <= MOST_LINES * CACHE_LINE && vectors instanceof HasIndexSlice values
                && values.getSlice() instanceof MemorySegmentAccessInput mapped ? mapped : null;
        this.last = length - 1;
        this.second = Math.min(CACHE_LINE, last);
        this.third = Math.min(2 * CACHE_LINE, last);
    }

    /** Reads a byte of each cache line of the vectors of the first so many nodes. */
    void fetch(int[] nodes, int count) throws IOException {
        if (file == null) {
            return;
        }
        int sum = 0;
        for (int i = 0; i < count; i++) {
            long start = nodes[i] * length;
            sum += file.readByte(start) + file.readByte(start + second) + file.readByte(start + third)
                    + file.readByte(start + last);
        }
        read = sum;
    }
}
