package io.semsearch.indexer.graph;

/** The nearest candidates that a search has found so far, nearest first, up to a maximum.
 *
 * <p>With limited patience, a search ends after a number of consecutive visits that added nothing to the nearer half
 * (Teofili and Lin 2025, "Patience in Proximity"). */
final class Beam {

    private final long[] candidates;
    private final int nearerHalf;
    /** Maximum number of consecutive visits without a new candidate in the nearer half. */
    private int patience;
    private int visitedInVain;
    private int size;
    /** All candidates before this index were visited. */
    private int next;

    Beam(int most) {
        this.candidates = new long[most];
        this.nearerHalf = (most + 1) / 2;
        this.patience = Integer.MAX_VALUE;
    }

    /** Limits the patience of later searches to a fifth of the maximum size. */
    void limitPatience() {
        patience = (candidates.length + 4) / 5;
    }

    void start(long candidate) {
        candidates[0] = candidate;
        size = 1;
        next = 0;
        visitedInVain = 0;
    }

    /** False if all candidates were visited, or the patience is exhausted. */
    boolean hasNext() {
        while (next < size && Candidate.isMarked(candidates[next])) {
            next++;
        }
        return next < size && visitedInVain <= patience;
    }

    /** The nearest candidate that was not visited yet; marks it as visited. */
    int visitNext() {
        long candidate = candidates[next];
        candidates[next++] = Candidate.marked(candidate);
        visitedInVain++;
        return Candidate.node(candidate);
    }

    /** The score that a candidate must exceed to be added. */
    float toBeat() {
        return size < candidates.length ? Float.NEGATIVE_INFINITY : Candidate.score(candidates[size - 1]);
    }

    /** Adds a candidate whose score is high enough, and drops the farthest one if the beam is full. */
    void add(long candidate) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (candidates[middle] < candidate) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (size < candidates.length) {
            size++;
        }
        System.arraycopy(candidates, low, candidates, low + 1, size - 1 - low);
        candidates[low] = candidate;
        next = Math.min(next, low);
        if (low < nearerHalf) {
            visitedInVain = 0;
        }
    }

    int size() {
        return size;
    }

    /** The candidates, nearest first; shared. Ends the search. */
    long[] found() {
        for (int i = 0; i < size; i++) {
            candidates[i] = Candidate.unmarked(candidates[i]);
        }
        return candidates;
    }
}
