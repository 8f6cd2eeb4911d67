package io.semsearch.search;

import java.util.List;
import java.util.OptionalDouble;

/** An image that a search found.
 *
 * @param rank                position in the whole list, across pages; 1 is best
 * @param similarity          cosine of image and query, in [-1, 1]
 * @param correctedSimilarity what hits are ranked by: the similarity minus the image's hubness penalty
 * @param confidence          share of random-word queries whose best hit stands out less than this one, in [0, 1];
 *                            empty unless {@link Selection#minConfidence} was asked for
 * @param nearDuplicates      ids of the images that were collapsed under this one, as far as the search has met them
 * @param image               the image
 * @param collection          name of the collection that has the image; empty if only one was searched */
public record Hit(int rank, float similarity, float correctedSimilarity, OptionalDouble confidence,
        List<Long> nearDuplicates, IndexedImage image, String collection) {

    /** Copies. */
    public Hit {
        nearDuplicates = List.copyOf(nearDuplicates);
    }

    /** Creates a hit of the only collection. */
    public Hit(int rank, float similarity, float correctedSimilarity, OptionalDouble confidence,
            List<Long> nearDuplicates, IndexedImage image) {
        this(rank, similarity, correctedSimilarity, confidence, nearDuplicates, image, "");
    }

    /** This hit in a list of hits of several collections. */
    Hit in(String name, int newRank) {
        return new Hit(newRank, similarity, correctedSimilarity, confidence, nearDuplicates, image, name);
    }
}
