package io.semsearch.search;

import java.util.Optional;
import java.util.OptionalDouble;

/** Which of the nearest images become hits.
 *
 * @param where         filter on the stored fields of an image, such as {@code split:val AND width:>=500 AND NOT
 *                      beach}. Fields: {@code id}, {@code file_name}, {@code width}, {@code height}, {@code split},
 *                      {@code tag} and {@code caption}, which is the default; {@code docs/formats-index.md} has the
 *                      syntax
 * @param minConfidence least {@link Hit#confidence}, in [0, 1]; 0 keeps all images and adds their confidence. Only for
 *                      queries with words in {@link Space#SEMANTIC}. If it is above 0, only the first efSearch images
 *                      of approximate search are looked at, the first 1,000 of exact search ({@link
 *                      SearchResult.Method#lookedAt})
 * @param collapse      least cosine of the features of near-duplicates, in (0, 1]: of several near-duplicates, only the
 *                      first is a hit, and lists the others. The whole list is looked at, as far as needed */
public record Selection(Optional<String> where, OptionalDouble minConfidence, OptionalDouble collapse) {

    /** All images. */
    public static final Selection ALL = new Selection(Optional.empty(), OptionalDouble.empty(),
            OptionalDouble.empty());

    /** @throws IllegalArgumentException if a number is out of bounds */
    public Selection {
        if (minConfidence.isPresent() && !(minConfidence.getAsDouble() >= 0 && minConfidence.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "the least confidence must lie in [0, 1], got " + minConfidence.getAsDouble());
        }
        if (collapse.isPresent() && !(collapse.getAsDouble() > 0 && collapse.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "the similarity of near-duplicates must lie in (0, 1], got " + collapse.getAsDouble());
        }
    }
}
