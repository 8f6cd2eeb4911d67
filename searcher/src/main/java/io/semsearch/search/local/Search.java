package io.semsearch.search.local;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.index.Accepted;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.Filter;
import io.semsearch.search.index.VectorSearch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One search in one state of an index: composes the vector of the query, plans how to find the nearest images, finds
 * them, and chooses the hits. Of one thread. */
final class Search {

    /** Exact search looks for confident hits among the first so many images. */
    private static final int CONFIDENT_RANKS = 1000;

    private final Snapshot snapshot;
    private final Query query;
    private final SearchOptions options;
    private final long start;
    private final Deadline deadline;

    /** @param start when the search began, by {@link System#nanoTime} */
    Search(Snapshot snapshot, Query query, SearchOptions options, long start) {
        this.snapshot = snapshot;
        this.query = query;
        this.options = options;
        this.start = start;
        this.deadline = new Deadline(start, options.effort().timeout());
    }

    /** The hits of one page.
     *
     * @param offset number of hits before the page
     * @throws IllegalArgumentException as {@link io.semsearch.search.SearchableCollection#search} says */
    SearchResult page(int offset) throws IOException {
        ComposedQuery composed = snapshot.composer().compose(query, options.space());
        long composedAt = System.nanoTime();
        HubnessCorrection hubness = hubness(composed);
        HitSelector selector = new HitSelector(snapshot.images(), options.selection(), confidences(composed),
                deadline);
        Accepted accepted = accepted();
        Plan plan = Plan.of(options, snapshot.manifest(), images(), accepted.count());
        RankedImages ranked = new RankedImages(
                new VectorSearch(snapshot.index(), composed.in(options.space(), hubness), accepted, deadline),
                plan.mode(), plan.efSearch());
        HitSelector.Page page = selector.page(ranked, Math.min(offset, images()),
                Math.min(options.k(), Math.max(1, images())),
                plan.mode() == SearchMode.HNSW ? plan.efSearch() : CONFIDENT_RANKS);
        Duration comparedAndRead = Duration.ofNanos(System.nanoTime() - composedAt);
        Map<String, List<String>> suggestions = snapshot.spellings().nearest(composed.unknownWords());
        return new SearchResult(query, new SearchResult.Method(plan.mode(), plan.efSearch(), hubness, page.lookedAt()),
                Duration.ofNanos(System.nanoTime() - start),
                new SearchResult.Times(Duration.ofNanos(composedAt - start), comparedAndRead.minus(page.reading()),
                        page.reading()),
                deadline.wasMissed(), composed.unknownWords(), composed.readAs(), suggestions, page.hits(),
                nextPage(page, offset));
    }

    private int images() {
        return snapshot.images().size();
    }

    private Accepted accepted() throws IOException {
        Optional<String> where = options.selection().where();
        return where.isPresent() ? Filter.parse(where.get()).accepted(snapshot.index()) : Accepted.all(images());
    }

    /** A list that a timeout has cut has no next page. */
    private Optional<String> nextPage(HitSelector.Page page, int offset) {
        return page.hasNext() && options.pageToken().isPresent() && !deadline.wasMissed()
                ? Optional.of(new PageToken(snapshot.commit(), PageToken.digest(query, options), offset + options.k())
                        .text())
                : Optional.empty();
    }

    private HubnessCorrection hubness(ComposedQuery composed) throws IndexFileException {
        boolean hasPenalties = snapshot.manifest().correctsHubs();
        if (options.hubness().isEmpty()) {
            return hasPenalties && options.space() == Space.SEMANTIC && composed.hasWords()
                    ? HubnessCorrection.CSLS
                    : HubnessCorrection.NONE;
        }
        HubnessCorrection correction = options.hubness().get();
        if (correction == HubnessCorrection.NONE) {
            return correction;
        }
        if (options.space() != Space.SEMANTIC) {
            throw new IllegalArgumentException("the hubness correction needs space SEMANTIC, where the penalties of "
                    + "images were measured, got space " + options.space());
        }
        if (!hasPenalties) {
            throw new IndexFileException("this index has no hubness penalties, since its model has too few captions to "
                    + "measure them: train and index again, or search without a hubness correction");
        }
        return correction;
    }

    private Optional<ToDoubleFunction<float[]>> confidences(ComposedQuery composed) throws IOException {
        if (options.selection().minConfidence().isEmpty()) {
            return Optional.empty();
        }
        if (options.space() != Space.SEMANTIC || !composed.hasWords()) {
            throw new IllegalArgumentException("confidence needs a query with words, in space SEMANTIC: search without "
                    + "a least confidence");
        }
        Optional<ToDoubleFunction<float[]>> confidences = snapshot.confidences().of(composed);
        if (confidences.isEmpty()) {
            throw new IndexFileException(
                    "confidence cannot be computed: the model's captions hold too few words to draw "
                            + "random queries from; train on more captions, or search without a least confidence");
        }
        return confidences;
    }
}
