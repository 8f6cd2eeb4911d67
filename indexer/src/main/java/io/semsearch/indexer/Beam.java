package io.semsearch.indexer;

/** The nearest that a search has found so far, nearest first: so many at most. Once its patience is limited, a search ends
 * when for a while it found nothing that belongs to the nearer half (Teofili and Lin 2025, "Patience in Proximity"). */
final class Beam {

    private final long[] candidates;
    private final int nearerHalf;
    /** How many may be visited in vain one after the other. */
    private int patience;
    private int visitedInVain;
    private int size;
    /** All before this one were visited. */
    private int next;

    Beam(int most) {
        this.candidates = new long[most];
        this.nearerHalf = (most + 1) / 2;
        this.patience = Integer.MAX_VALUE;
    }

    /** From now on a fifth of the beam may be visited in vain. */
    void limitPatience() {
        patience = (candidates.length + 4) / 5;
    }

    void start(long candidate) {
        candidates[0] = candidate;
        size = 1;
        next = 0;
        visitedInVain = 0;
    }

    /** False if all of them were visited, or too many in vain. */
    boolean hasNext() {
        while (next < size && Candidate.isMarked(candidates[next])) {
            next++;
        }
        return next < size && visitedInVain <= patience;
    }

    /** The nearest that was not visited, and now is. */
    int visitNext() {
        long candidate = candidates[next];
        candidates[next++] = Candidate.marked(candidate);
        visitedInVain++;
        return Candidate.node(candidate);
    }

    /** What a candidate must be nearer than. */
    float toBeat() {
        return size < candidates.length ? Float.NEGATIVE_INFINITY : Candidate.score(candidates[size - 1]);
    }

    /** Takes in a candidate that is near enough, and drops the farthest if they are too many. */
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

    /** What was found, nearest first; ends the search; shared. */
    long[] found() {
        for (int i = 0; i < size; i++) {
            candidates[i] = Candidate.unmarked(candidates[i]);
        }
        return candidates;
    }
}
