package io.semsearch.search.index;

import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The images of an open index that may be hits: all, or those that match a filter. Immutable. */
public final class Accepted {

    private final @Nullable List<BitSet> bySegment;
    private final int count;

    private Accepted(@Nullable List<BitSet> bySegment, int count) {
        this.bySegment = bySegment;
        this.count = count;
    }

    /** All images. */
    public static Accepted all(int count) {
        return new Accepted(null, count);
    }

    /** @param bySegment the documents of each segment, without deleted ones */
    static Accepted of(List<BitSet> bySegment) {
        return new Accepted(bySegment, bySegment.stream().mapToInt(BitSet::cardinality).sum());
    }

    /** Number of images. */
    public int count() {
        return count;
    }

    /** The documents of a segment; null for all that are not deleted. */
    @Nullable BitSet in(LeafReaderContext leaf) {
        return bySegment == null ? null : bySegment.get(leaf.ord);
    }
}
