package io.semsearch.search;

import java.util.Comparator;

/** An image near a query.
 *
 * @param similarity cosine, in [-1, 1]
 * @param corrected  the similarity, less what the image pays as a hub: what it is ranked by
 * @param document   its number in the open index */
record Neighbour(float similarity, float corrected, long imageId, int document) {

    /** The order of answers: by falling corrected similarity, equal ones by rising image id. */
    static final Comparator<Neighbour> BEST_FIRST = Comparator.<Neighbour>comparingDouble(near -> -near.corrected())
            .thenComparingLong(Neighbour::imageId);
}
