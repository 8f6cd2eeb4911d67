package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How an answer is looked for. Start with {@link #top}.
 *
 * @param k         number of hits, at least 1; if there are fewer images, all are returned
 * @param space     where images are compared
 * @param effort    how hard the nearest are looked for
 * @param hubness   how hubs are held back, in the semantic space; empty for what suits the query: {@link
 *                  HubnessCorrection#CSLS} if it has words and the index knows its hubs, else {@link HubnessCorrection#NONE}
 * @param selection which of the nearest become hits
 * @param pageToken {@link #FIRST_PAGE}, or what an earlier answer to the same query with the same options has brought:
 *                  then all pages are of one state of the index, and hold every hit once; empty for an answer without
 *                  further pages */
public record SearchOptions(int k, Space space, Effort effort, Optional<HubnessCorrection> hubness,
        Selection selection, Optional<String> pageToken) {

    /** The page token that begins a list. */
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

    /** The same with as many candidates as find a share of the true first ten. */
    public SearchOptions withAnnRecall(double other) {
        return withEffort(new Effort(effort.mode(), effort.efSearch(), OptionalDouble.of(other), effort.timeout()));
    }

    /** The same, ending with what it has after some time. */
    public SearchOptions withTimeout(Duration other) {
        return withEffort(new Effort(effort.mode(), effort.efSearch(), effort.annRecall(), Optional.of(other)));
    }

    /** The same with another effort. */
    public SearchOptions withEffort(Effort other) {
        return new SearchOptions(k, space, other, hubness, selection, pageToken);
    }

    /** The same with hubs held back in another way. */
    public SearchOptions withHubness(HubnessCorrection other) {
        return new SearchOptions(k, space, effort, Optional.of(other), selection, pageToken);
    }

    /** The same among the images that fit an expression. */
    public SearchOptions withWhere(String expression) {
        return withSelection(new Selection(Optional.of(expression), selection.minConfidence(), selection.collapse()));
    }

    /** The same without hits that one can have less confidence in. */
    public SearchOptions withMinConfidence(double least) {
        return withSelection(new Selection(selection.where(), OptionalDouble.of(least), selection.collapse()));
    }

    /** The same with near-duplicates collapsed. */
    public SearchOptions withCollapse(double similarity) {
        return withSelection(new Selection(selection.where(), selection.minConfidence(),
                OptionalDouble.of(similarity)));
    }

    /** The same with another selection. */
    public SearchOptions withSelection(Selection other) {
        return new SearchOptions(k, space, effort, hubness, other, pageToken);
    }

    /** A page: {@link #FIRST_PAGE}, or the one that an answer's {@link SearchResult#nextPage} names. */
    public SearchOptions withPageToken(String token) {
        return new SearchOptions(k, space, effort, hubness, selection, Optional.of(token));
    }
}
