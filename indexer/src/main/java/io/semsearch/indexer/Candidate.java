package io.semsearch.indexer;

import org.apache.lucene.util.NumericUtils;

/** A node and how near it is, in one number: the nearer ones are less, and of equally near ones the lower node. It can be
 * marked, which changes nothing of its order among others. */
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
