package io.semsearch.search;

import java.util.List;
import java.util.OptionalDouble;

/** An image that was found.
 *
 * @param rank                its place in the whole answer, over all pages; 1 is best
 * @param similarity          cosine to the query, in [-1, 1]
 * @param correctedSimilarity what it was ranked by: the similarity, less what the image pays as a hub
 * @param confidence          share of meaningless texts whose best hit stands out less, in [0, 1]; empty unless a least
 *                            confidence was asked for
 * @param nearDuplicates      numbers of the images that were collapsed under this one, as far as they were come across
 * @param image               what the index knows of it */
public record Hit(int rank, float similarity, float correctedSimilarity, OptionalDouble confidence,
        List<Long> nearDuplicates, IndexedImage image) {

    /** Copies. */
    public Hit {
        nearDuplicates = List.copyOf(nearDuplicates);
    }
}
