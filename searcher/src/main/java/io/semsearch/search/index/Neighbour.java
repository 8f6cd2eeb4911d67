package io.semsearch.search.index;

import java.util.Comparator;

/** An image near a query.
 *
 * @param similarity cosine, in [-1, 1]
 * @param corrected  similarity minus the hubness penalty: what images are ranked by
 * @param document   Lucene's document number in the open index */
public record Neighbour(float similarity, float corrected, long imageId, int document) {

    /** The order of hits: descending corrected similarity, ties by ascending image id. */
    // not by Comparator.comparing: Java's startup cache cannot keep its lambdas
    public static final Comparator<Neighbour> BEST_FIRST = (a, b) -> {
        int bySimilarity = Float.compare(-a.corrected, -b.corrected);
        return bySimilarity != 0 ? bySimilarity : Long.compare(a.imageId, b.imageId);
    };
}
