package io.semsearch.search.index;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Keeps the k best of the images that it is offered. Of one thread. */
final class TopNeighbours {

    private final int k;
    private final Set<Long> leftOut;
    private final PriorityQueue<Neighbour> worstFirst = new PriorityQueue<>(Neighbour.BEST_FIRST.reversed());
    private float toBeat = Float.NEGATIVE_INFINITY;

    /** @param leftOut ids of images that are not kept */
    TopNeighbours(int k, Set<Long> leftOut) {
        this.k = k;
        this.leftOut = leftOut;
    }

    /** False if an image of this corrected similarity need not be offered. */
    boolean wants(float corrected) {
        return corrected >= toBeat;
    }

    void offer(Neighbour neighbour) {
        if (!leftOut.isEmpty() && leftOut.contains(neighbour.imageId())) {
            return;
        }
        worstFirst.add(neighbour);
        if (worstFirst.size() > k) {
            worstFirst.remove();
            toBeat = worstFirst.element().corrected();
        }
    }

    List<Neighbour> bestFirst() {
        return worstFirst.stream().sorted(Neighbour.BEST_FIRST).toList();
    }
}
