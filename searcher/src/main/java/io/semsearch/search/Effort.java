package io.semsearch.search;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How hard the nearest images are looked for.
 *
 * @param mode      compare all of them, or walk the graph
 * @param efSearch  candidates that approximate search keeps in view: more finds better and takes longer; empty to let
 *                  {@code annRecall} decide. Exact search has no use for it.
 * @param annRecall share of the true first ten that approximate search has to find on the average, as it was measured
 *                  on the index; empty for {@link #DEFAULT_ANN_RECALL}, if anything was measured
 * @param timeout   after which a search ends with what it has; empty to let it take its time */
public record Effort(SearchMode mode, OptionalInt efSearch, OptionalDouble annRecall, Optional<Duration> timeout) {

    /** What approximate search finds of the first ten where nobody says otherwise. */
    public static final double DEFAULT_ANN_RECALL = 0.99;

    /** Candidates where nothing was measured: they found 99 % of the ten nearest of 83,000 clustered vectors (decision
     * record 0023). */
    public static final int DEFAULT_EF_SEARCH = 100;

    /** The mode that suits the collection, no limit of time. */
    public static final Effort DEFAULT = new Effort(SearchMode.AUTO, OptionalInt.empty(), OptionalDouble.empty(),
            Optional.empty());

    /** @throws IllegalArgumentException if efSearch is less than 1 or comes with a recall, a recall does not lie in (0,
     * 1], or the timeout is not positive */
    public Effort {
        if (efSearch.isPresent() && efSearch.getAsInt() < 1) {
            throw new IllegalArgumentException("efSearch must be >= 1, got " + efSearch.getAsInt());
        }
        if (annRecall.isPresent() && !(annRecall.getAsDouble() > 0 && annRecall.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("recall must lie in (0, 1], got " + annRecall.getAsDouble());
        }
        if (efSearch.isPresent() && annRecall.isPresent()) {
            throw new IllegalArgumentException("efSearch and recall exclude each other: the recall decides how many "
                    + "candidates are kept in view");
        }
        if (timeout.isPresent() && !timeout.get().isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive, got " + timeout.get());
        }
    }
}
