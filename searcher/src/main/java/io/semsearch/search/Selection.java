package io.semsearch.search;

import java.util.Optional;
import java.util.OptionalDouble;

/** Which of the nearest images become hits.
 *
 * @param where         what is told of an image must fit this, in the syntax of Lucene's standard query parser: fields {@code
 *                      id}, {@code file_name}, {@code width}, {@code height}, {@code split}, {@code tag} and {@code
 *                      caption}, the last of which is meant where none is named. {@code split:val AND width:[500 TO *] AND NOT
 *                      beach}
 * @param minConfidence share of meaningless texts whose best hit must stand out less than a hit, in [0, 1]; 0 keeps all
 *                      and tells their confidence; of texts alone, and looked for among the first efSearch (at least 1,000)
 *                      images
 * @param collapse      cosine of their features from which on two images are near-duplicates, in (0, 1]: of several, the
 *                      first alone is a hit, and tells of the others */
public record Selection(Optional<String> where, OptionalDouble minConfidence, OptionalDouble collapse) {

    /** Everything. */
    public static final Selection ALL = new Selection(Optional.empty(), OptionalDouble.empty(),
            OptionalDouble.empty());

    /** @throws IllegalArgumentException if a number is out of its bounds */
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
