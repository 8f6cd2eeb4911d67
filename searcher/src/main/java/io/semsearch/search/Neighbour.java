package io.semsearch.search;

import java.util.Comparator;

/** An image near a query.
 *
 * @param similarity cosine, in [-1, 1]
 * @param document   its number in the open index */
record Neighbour(float similarity, long imageId, int document) {

    /** The order of answers: by falling similarity, equal ones by rising image id. */
    static final Comparator<Neighbour> BEST_FIRST = Comparator.<Neighbour>comparingDouble(near -> -near.similarity())
            .thenComparingLong(Neighbour::imageId);
}
