package io.semsearch.indexer.graph;

import org.apache.lucene.util.NumericUtils;

/** A node and its score in one {@code long} that sorts by descending score, then by ascending node. A mark does not
 * change the order of different nodes. */
final class Candidate {

    private static final long MARK = 1;
    private static final long NODE = 0xFFFF_FFFEL;

    private Candidate() {}

    static long of(int node, float score) {
        return ((long) ~NumericUtils.floatToSortableInt(score) << Integer.SIZE) | ((long) node << 1);
    }

    static long marked(long candidate) {
        return candidate | MARK;
    }

    static long unmarked(long candidate) {
        return candidate & ~MARK;
    }

    static boolean isMarked(long candidate) {
        return (candidate & MARK) != 0;
    }

    static float score(long candidate) {
        return NumericUtils.sortableIntToFloat(~(int) (candidate >> Integer.SIZE));
    }

    static int node(long candidate) {
        return (int) ((candidate & NODE) >>> 1);
    }
}
