package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.SearchCalibration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Searches the images of one collection.
 *
 * <p>Thread-safe: one searcher serves all threads of a service. It shows the index as it was at the last {@link #refresh};
 * an answer is always of one state of the index, and so are all its pages. Opening takes milliseconds, since index and
 * words stay in their files, mapped into memory. A search that is under way while another thread closes the searcher ends
 * well; one that begins later fails with an {@link IllegalStateException}. */
public final class ImageSearcher implements AutoCloseable {

    /** Ranks of exact search in which confident hits are looked for. */
    private static final int CONFIDENT_RANKS = 1000;

    private final Snapshots snapshots;
    private final @Nullable Refresher refresher;

    private ImageSearcher(Snapshots snapshots, Duration refreshInterval) {
        this.snapshots = snapshots;
        this.refresher = refreshInterval.isZero() ? null : new Refresher(snapshots, refreshInterval);
    }

    /** Opens the index of a collection, with {@link SearcherOptions#DEFAULT}. */
    public static ImageSearcher open(Path collection) throws IOException {
        return open(collection, SearcherOptions.DEFAULT);
    }

    /** Opens the index of a collection, with the model that it was made with.
     *
     * @param collection the folder that holds {@code model} and {@code index}
     * @throws io.semsearch.artifact.ModelFileException if there is no model, or it is damaged or of another version
     * @throws IndexFileException                       if there is no index, or it is damaged, of another version, or
     *                                                  of another model
     * @throws IOException                              if they cannot be read */
    public static ImageSearcher open(Path collection, SearcherOptions options) throws IOException {
        return new ImageSearcher(new Snapshots(Snapshot.open(collection), options.pageLifetime()),
                options.refreshInterval());
    }

    /** Looks for the images nearest to a query.
     *
     * @throws UnknownWordsException    if the model knows no word of a text
     * @throws UnknownImageException    if the index does not have an image that is part of the query
     * @throws FilterException          if the filter cannot be parsed
     * @throws PageTokenException       if the page token is of another query or index, or its time is over
     * @throws IllegalArgumentException if a text has no words or its words have no weight, a text is looked for among
     *                                  features, a vector has another length than the space or points nowhere, the parts
     *                                  of the query cancel each other out, or the options contradict the query
     * @throws IllegalStateException    if the searcher was closed
     * @throws IndexFileException       if the options need what the index does not have: penalties of hubs, or what is
     *                                  measured on an index
     * @throws IOException              if the index cannot be read */
    public SearchResult search(Query query, SearchOptions options) throws IOException {
        long start = System.nanoTime();
        String page = options.pageToken().orElse(SearchOptions.FIRST_PAGE);
        if (page.equals(SearchOptions.FIRST_PAGE)) {
            return snapshots.reading(snapshot -> search(snapshot, query, options, new Pages(start, 0)));
        }
        PageToken token = PageToken.parse(page);
        if (!token.digest().equals(PageToken.digest(query, options))) {
            throw new PageTokenException(
                    "the page token is of another query, or of other options: ask for the next page "
                            + "with those that the first one was asked for with");
        }
        return snapshots.readingAt(token.commit(),
                snapshot -> search(snapshot, query, options, new Pages(start, token.offset())));
    }

    /** When a search began, and the number of hits before its page. */
    private record Pages(long start, int offset) {}

    private SearchResult search(Snapshot snapshot, Query query, SearchOptions options, Pages pages)
            throws IOException {
        Deadline deadline = new Deadline(pages.start, options.effort().timeout());
        ComposedQuery composed = snapshot.composer().compose(query, options.space());
        long composedAt = System.nanoTime();
        HubnessCorrection hubness = hubness(snapshot, composed, options);
        Optional<ToDoubleFunction<float[]>> confidences = confidences(snapshot, composed, options);
        Optional<String> where = options.selection().where();
        Accepted accepted = where.isPresent()
                ? Filter.parse(where.get()).accepted(snapshot)
                : Accepted.all(snapshot.images().size());
        Plan plan = Plan.of(options, snapshot.manifest(), snapshot.images().size(), accepted.count());
        RankedImages ranked = new RankedImages(
                new VectorSearch(snapshot, options.space(), composed, hubness, accepted, deadline), plan.mode(),
                plan.efSearch());
        HitSelector.Page page = new HitSelector(snapshot.images(), options.selection(), confidences).page(ranked,
                pages.offset, options.k(), plan.mode() == SearchMode.HNSW ? plan.efSearch() : CONFIDENT_RANKS);
        long comparedAndRead = System.nanoTime() - composedAt;
        boolean partial = deadline.wasMissed();
        Optional<String> next = page.hasNext() && options.pageToken().isPresent() && !partial
                ? Optional.of(nextPage(snapshot, query, options, pages.offset + options.k()))
                : Optional.empty();
        Map<String, List<String>> suggestions = snapshot.spellings().nearest(composed.unknownWords());
        return new SearchResult(query, new SearchResult.Method(plan.mode(), plan.efSearch(), hubness),
                Duration.ofNanos(System.nanoTime() - pages.start),
                new SearchResult.Times(Duration.ofNanos(composedAt - pages.start),
                        Duration.ofNanos(comparedAndRead).minus(page.reading()), page.reading()),
                partial, composed.unknownWords(), suggestions,
                page.hits(), next);
    }

    private String nextPage(Snapshot snapshot, Query query, SearchOptions options, int offset) {
        snapshots.pin(snapshot);
        return new PageToken(snapshot.commit(), PageToken.digest(query, options), offset).text();
    }

    private static HubnessCorrection hubness(Snapshot snapshot, ComposedQuery query, SearchOptions options)
            throws IndexFileException {
        boolean known = snapshot.manifest().correctsHubs();
        if (options.hubness().isEmpty()) {
            boolean suits = known && options.space() == Space.SEMANTIC && query.hasWords();
            return suits ? HubnessCorrection.CSLS : HubnessCorrection.NONE;
        }
        HubnessCorrection wanted = options.hubness().get();
        if (wanted == HubnessCorrection.NONE) {
            return wanted;
        }
        if (options.space() != Space.SEMANTIC) {
            throw new IllegalArgumentException("hubs are held back in space SEMANTIC alone: there the penalties were "
                    + "measured, got space " + options.space());
        }
        if (!known) {
            throw new IndexFileException(
                    "this index does not know its hubs, for its model has too few captions to tell "
                            + "them by: train and index again, or search without a hubness correction");
        }
        return wanted;
    }

    private static Optional<ToDoubleFunction<float[]>> confidences(Snapshot snapshot, ComposedQuery query,
            SearchOptions options) throws IOException {
        if (options.selection().minConfidence().isEmpty()) {
            return Optional.empty();
        }
        if (options.space() != Space.SEMANTIC || !query.hasWords()) {
            throw new IllegalArgumentException(
                    "confidence is known of texts alone, in space SEMANTIC: the query has no "
                            + "words; search without a least confidence");
        }
        Optional<ToDoubleFunction<float[]>> confidences = snapshot.background().confidences(query,
                snapshot.manifest().calibration());
        if (confidences.isEmpty()) {
            throw new IndexFileException("nothing was measured on this index that a confidence could be told by: run "
                    + "'semsearch optimize', or search without a least confidence");
        }
        return confidences;
    }

    /** What the index knows of an image; empty if it does not have it.
     *
     * @throws IOException if the index cannot be read */
    public Optional<IndexedImage> find(long imageId) throws IOException {
        return snapshots.reading(snapshot -> {
            OptionalInt document = snapshot.images().documentOf(imageId);
            return document.isEmpty()
                    ? Optional.empty()
                    : Optional.of(snapshot.images().image(document.getAsInt()));
        });
    }

    /** Images drawn at random, no image twice, to start from.
     *
     * @param count how many; all if there are fewer
     * @param seed  equal ones draw equal images from an index that has not changed
     * @throws IOException if the index cannot be read */
    public List<IndexedImage> sample(int count, long seed) throws IOException {
        return snapshots.reading(snapshot -> {
            List<Integer> documents = new ArrayList<>();
            for (int document : snapshot.images().live()) {
                documents.add(document);
            }
            Collections.shuffle(documents, new Random(seed));
            return snapshot.images().images(documents.subList(0, Math.min(count, documents.size())));
        });
    }

    /** Why a query finds an image: what each word, image and vector of it adds to their similarity. The sum is the hit's
     * {@code similarity}, but for rounding.
     *
     * @return the greatest contribution first
     * @throws UnknownImageException    if the index does not have the image, or one of the query
     * @throws IllegalArgumentException as {@link #search} says
     * @throws IOException              if the index cannot be read */
    public List<Contribution> explain(Query query, Space space, long imageId) throws IOException {
        return snapshots.reading(snapshot -> snapshot.composer().compose(query, space)
                .explain(snapshot.images().unitVector(imageId, space)));
    }

    /** Shows the last commit of the index from now on, if there is a new one: what was added, replaced or deleted since the
     * searcher was opened, by this process or another. Searches under way go on in the index that they began in.
     *
     * <p>Cheap: some 50 us if nothing has changed; else only what was added is opened. If the whole index was made anew with
     * another model, that model is opened, too.
     *
     * @return true if there was a new one
     * @throws IndexFileException    if the new one is damaged, or of a model that is not there; the searcher goes on
     *                               with the one it has
     * @throws IllegalStateException if the searcher was closed
     * @throws IOException           if it cannot be read; likewise */
    public boolean refresh() throws IOException {
        return snapshots.refresh();
    }

    /** Measures the index, so that searches of it can promise something; write the result into the index with the indexer's
     * {@code ImageCollection.record}.
     *
     * @return how many candidates find how much, what that costs, and how well meaningless texts do
     * @throws IOException if the index cannot be read */
    public SearchCalibration calibrate(Progress progress) throws IOException {
        return snapshots.reading(snapshot -> new SearchCalibrator(snapshot, progress).measure());
    }

    /** Number of images that can be found. */
    public int size() {
        return snapshots.current().images().size();
    }

    /** What the index says of itself.
     *
     * @throws IOException if its files cannot be measured, as when the index was replaced since */
    public IndexInfo info() throws IOException {
        return snapshots.reading(snapshot -> {
            IndexManifest manifest = snapshot.manifest();
            return new IndexInfo(manifest, snapshot.images().size(), snapshot.reader().numDeletedDocs(),
                    snapshot.segments().size(), IndexFiles.bytes(snapshot.reader()));
        });
    }

    /** Closes the index once the searches under way have ended. */
    @Override
    public void close() throws IOException {
        if (refresher != null) {
            refresher.close();
        }
        snapshots.close();
    }
}
