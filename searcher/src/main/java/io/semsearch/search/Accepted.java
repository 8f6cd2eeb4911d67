package io.semsearch.search;

import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The images of an open index that may be hits: all that are there, or those that fit a filter. */
final class Accepted {

    private final @Nullable List<BitSet> bySegment;
    private final int count;

    private Accepted(@Nullable List<BitSet> bySegment, int count) {
        this.bySegment = bySegment;
        this.count = count;
    }

    /** All images. */
    static Accepted all(int count) {
        return new Accepted(null, count);
    }

    /** @param bySegment the documents of each segment, none of them deleted */
    static Accepted of(List<BitSet> bySegment) {
        return new Accepted(bySegment, bySegment.stream().mapToInt(BitSet::cardinality).sum());
    }

    /** Number of images. */
    int count() {
        return count;
    }

    /** The documents of a segment; null for all that are not deleted. */
    @Nullable BitSet in(LeafReaderContext leaf) {
        return bySegment == null ? null : bySegment.get(leaf.ord);
    }
}
