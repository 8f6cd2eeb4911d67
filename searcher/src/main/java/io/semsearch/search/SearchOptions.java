package io.semsearch.search;

import java.util.OptionalInt;

/** How an answer is looked for. Start with {@link #top}.
 *
 * @param k        number of hits, at least 1; if the index has fewer images, all are returned
 * @param space    where images are compared
 * @param mode     how the nearest are found
 * @param efSearch candidates that approximate search keeps in view, at least k: more finds better and takes longer;
 *                 empty for {@link #DEFAULT_EF_SEARCH}, or k if that is more. Exact search has no use for it. */
public record SearchOptions(int k, Space space, SearchMode mode, OptionalInt efSearch) {

    /** Finds 99 % of the ten nearest of 83,000 clustered vectors (decision record 0023). */
    public static final int DEFAULT_EF_SEARCH = 100;

    /** @throws IllegalArgumentException if k is less than 1, or efSearch is less than k */
    public SearchOptions {
        if (k < 1) {
            throw new IllegalArgumentException("k must be >= 1, got " + k);
        }
        if (efSearch.isPresent() && efSearch.getAsInt() < k) {
            throw new IllegalArgumentException("efSearch must be >= k (" + k + "), got " + efSearch.getAsInt());
        }
    }

    /** The k nearest images in the semantic space, in the mode that suits the collection's size. */
    public static SearchOptions top(int k) {
        return new SearchOptions(k, Space.SEMANTIC, SearchMode.AUTO, OptionalInt.empty());
    }

    /** The same in another space. */
    public SearchOptions withSpace(Space other) {
        return new SearchOptions(k, other, mode, efSearch);
    }

    /** The same in another mode. */
    public SearchOptions withMode(SearchMode other) {
        return new SearchOptions(k, space, other, efSearch);
    }

    /** The same with another number of candidates. */
    public SearchOptions withEfSearch(int other) {
        return new SearchOptions(k, space, mode, OptionalInt.of(other));
    }

    int effectiveEfSearch() {
        return efSearch.orElse(Math.max(k, DEFAULT_EF_SEARCH));
    }
}
