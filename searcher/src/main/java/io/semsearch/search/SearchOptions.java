package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Options of a search. Start with {@link #top}. Immutable.
 *
 * @param k         number of hits, at least 1; if there are fewer images, all are returned
 * @param space     the space in which images are compared
 * @param effort    exact or approximate search, and a timeout
 * @param hubness   correction of hubs, only in {@link Space#SEMANTIC}; empty for {@link HubnessCorrection#CSLS} if the
 *                  query has words and the index has penalties, else {@link HubnessCorrection#NONE}
 * @param selection which of the nearest images become hits
 * @param pageToken {@link #FIRST_PAGE}, or {@link SearchResult#nextPage} of an earlier result for the same query and
 *                  options. All pages of a list come from one state of the index and contain every hit once. Empty for
 *                  a result without further pages */
public record SearchOptions(int k, Space space, Effort effort, Optional<HubnessCorrection> hubness,
        Selection selection, Optional<String> pageToken) {

    /** The page token of the first page. */
    public static final String FIRST_PAGE = "first";

    /** @throws IllegalArgumentException if k is less than 1, or more than efSearch */
    public SearchOptions {
        if (k < 1) {
            throw new IllegalArgumentException("k must be >= 1, got " + k);
        }
        if (effort.efSearch().isPresent() && effort.efSearch().getAsInt() < k) {
            throw new IllegalArgumentException(
                    "efSearch must be >= k (" + k + "), got " + effort.efSearch().getAsInt());
        }
    }

    /** The k nearest images in the semantic space, in the mode that suits the collection. */
    public static SearchOptions top(int k) {
        return new SearchOptions(k, Space.SEMANTIC, Effort.DEFAULT, Optional.empty(), Selection.ALL, Optional.empty());
    }

    /** The same in another space. */
    public SearchOptions withSpace(Space other) {
        return new SearchOptions(k, other, effort, hubness, selection, pageToken);
    }

    /** The same in another mode. */
    public SearchOptions withMode(SearchMode other) {
        return withEffort(new Effort(other, effort.efSearch(), effort.annRecall(), effort.timeout()));
    }

    /** The same with another number of candidates. */
    public SearchOptions withEfSearch(int other) {
        return withEffort(new Effort(effort.mode(), OptionalInt.of(other), effort.annRecall(), effort.timeout()));
    }

    /** The same with as many candidates as find this share of the exact first ten. */
    public SearchOptions withAnnRecall(double other) {
        return withEffort(new Effort(effort.mode(), effort.efSearch(), OptionalDouble.of(other), effort.timeout()));
    }

    /** The same with a timeout, after which the result has the best hits so far. */
    public SearchOptions withTimeout(Duration other) {
        return withEffort(new Effort(effort.mode(), effort.efSearch(), effort.annRecall(), Optional.of(other)));
    }

    /** The same with another effort. */
    public SearchOptions withEffort(Effort other) {
        return new SearchOptions(k, space, other, hubness, selection, pageToken);
    }

    /** The same with another correction of hubs. */
    public SearchOptions withHubness(HubnessCorrection other) {
        return new SearchOptions(k, space, effort, Optional.of(other), selection, pageToken);
    }

    /** The same among the images that match a filter. */
    public SearchOptions withWhere(String expression) {
        return withSelection(new Selection(Optional.of(expression), selection.minConfidence(), selection.collapse()));
    }

    /** The same without hits of lower confidence. */
    public SearchOptions withMinConfidence(double least) {
        return withSelection(new Selection(selection.where(), OptionalDouble.of(least), selection.collapse()));
    }

    /** The same with near-duplicates collapsed, from this cosine of features. */
    public SearchOptions withCollapse(double similarity) {
        return withSelection(new Selection(selection.where(), selection.minConfidence(),
                OptionalDouble.of(similarity)));
    }

    /** The same with another selection. */
    public SearchOptions withSelection(Selection other) {
        return new SearchOptions(k, space, effort, hubness, other, pageToken);
    }

    /** The same for one page: {@link #FIRST_PAGE}, or {@link SearchResult#nextPage} of the page before. */
    public SearchOptions withPageToken(String token) {
        return new SearchOptions(k, space, effort, hubness, selection, Optional.of(token));
    }
}
