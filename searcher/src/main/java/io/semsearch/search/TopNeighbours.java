package io.semsearch.search;

import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** Keeps the k best of the images it is offered. */
final class TopNeighbours {

    private final int k;
    private final OptionalLong leftOut;
    private final PriorityQueue<Neighbour> worstFirst = new PriorityQueue<>(Neighbour.BEST_FIRST.reversed());
    private float toBeat = Float.NEGATIVE_INFINITY;

    /** @param leftOut an image that is not kept */
    TopNeighbours(int k, OptionalLong leftOut) {
        this.k = k;
        this.leftOut = leftOut;
    }

    /** False if an image of this similarity need not be offered. */
    boolean wants(float similarity) {
        return similarity >= toBeat;
    }

    void offer(Neighbour neighbour) {
        if (leftOut.isPresent() && leftOut.getAsLong() == neighbour.imageId()) {
            return;
        }
        worstFirst.add(neighbour);
        if (worstFirst.size() > k) {
            worstFirst.remove();
            toBeat = worstFirst.element().similarity();
        }
    }

    List<Neighbour> bestFirst() {
        return worstFirst.stream().sorted(Neighbour.BEST_FIRST).toList();
    }
}
