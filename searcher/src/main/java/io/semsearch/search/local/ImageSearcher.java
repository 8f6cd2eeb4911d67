package io.semsearch.search.local;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.Contribution;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.PageTokenException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.SearchableCollection;
import io.semsearch.search.Space;
import io.semsearch.search.index.IndexFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Searches a collection in a folder of this machine.
 *
 * <p>Thread-safe: one searcher serves all threads of a service. It shows the index as of the last {@link #refresh}.
 * Opening takes milliseconds, since index and words stay in their files, mapped into memory. */
public final class ImageSearcher implements SearchableCollection {

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

    /** Opens the index of a collection and its model.
     *
     * @param collection the folder that holds {@code model} and {@code index}
     * @throws io.semsearch.artifact.ModelFileException if the model is missing, damaged or of another version
     * @throws IndexFileException                       if the index is missing, damaged, of another version, or was
     *                                                  built with another model
     * @throws IOException                              if they cannot be read */
    public static ImageSearcher open(Path collection, SearcherOptions options) throws IOException {
        return new ImageSearcher(new Snapshots(Snapshot.open(collection), options.pageLifetime()),
                options.refreshInterval());
    }

    @Override
    public SearchResult search(Query query, SearchOptions options) throws IOException {
        long start = System.nanoTime();
        String page = options.pageToken().orElse(SearchOptions.FIRST_PAGE);
        if (page.equals(SearchOptions.FIRST_PAGE)) {
            return snapshots.reading(snapshot -> page(new Search(snapshot, query, options, start), 0, snapshot));
        }
        PageToken token = PageToken.parse(page);
        if (!token.digest().equals(PageToken.digest(query, options))) {
            throw new PageTokenException(
                    "the page token belongs to another query, or to other options: ask for the next page with the "
                            + "query and the options of the first one");
        }
        return snapshots.readingAt(token.commit(),
                snapshot -> page(new Search(snapshot, query, options, start), token.offset(), snapshot));
    }

    private SearchResult page(Search search, int offset, Snapshot snapshot) throws IOException {
        SearchResult result = search.page(offset);
        if (result.nextPage().isPresent()) {
            snapshots.pin(snapshot);
        }
        return result;
    }

    @Override
    public Optional<IndexedImage> find(long imageId) throws IOException {
        return snapshots.reading(snapshot -> {
            OptionalInt document = snapshot.images().documentOf(imageId);
            return document.isEmpty()
                    ? Optional.empty()
                    : Optional.of(snapshot.images().image(document.getAsInt()));
        });
    }

    /** The features of an image, as they were indexed; empty if the index does not have the image.
     *
     * @throws IOException if the index cannot be read */
    public Optional<float[]> features(long imageId) throws IOException {
        return snapshots.reading(snapshot -> {
            OptionalInt document = snapshot.images().documentOf(imageId);
            return document.isEmpty()
                    ? Optional.empty()
                    : snapshot.images().vectorIfAny(document.getAsInt(), Space.FEATURES);
        });
    }

    @Override
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

    /** Passes each image to a consumer.
     *
     * @throws IllegalStateException if the searcher is closed
     * @throws IOException           if the index cannot be read */
    public void forEach(Consumer<IndexedImage> consumer) throws IOException {
        snapshots.reading(snapshot -> {
            snapshot.images().forEach(consumer);
            return snapshot.images().size();
        });
    }

    @Override
    public List<Contribution> explain(Query query, Space space, long imageId) throws IOException {
        return snapshots.reading(snapshot -> snapshot.composer().compose(query, space)
                .explain(snapshot.images().unitVector(imageId, space)));
    }

    /** Makes changes of the index visible that were committed since the last refresh, by this process or another.
     * Searches that are running continue in the state in which they began.
     *
     * <p>Takes some 50 us if nothing has changed; otherwise only new segments are opened. If the whole index was built
     * again with another model, that model is opened, too.
     *
     * @return true if there were changes
     * @throws IndexFileException    if the new state is damaged, or its model is missing; the searcher keeps the old
     * state
     * @throws IllegalStateException if the searcher is closed
     * @throws IOException           if the index cannot be read; the searcher keeps the old state */
    public boolean refresh() throws IOException {
        return snapshots.refresh();
    }

    /** Measures the index: the recall of approximate search by number of candidates, and the best hits of random-word
     * queries. {@code ImageCollection.record} of the indexer stores the result in the index.
     *
     * @throws IOException if the index cannot be read */
    public SearchCalibration calibrate(Progress progress) throws IOException {
        return snapshots.reading(snapshot -> new SearchCalibrator(snapshot, progress).measure());
    }

    /** Finds images that show nearly the same, or have the same bytes.
     *
     * @param similarity least cosine of the features of an image and another one of its cluster, in (0, 1]
     * @return clusters of at least two image ids, the largest first, each ascending
     * @throws IOException if the index cannot be read */
    public List<List<Long>> nearDuplicates(double similarity, Progress progress) throws IOException {
        return snapshots.reading(snapshot -> new NearDuplicates(snapshot, similarity).clusters(progress));
    }

    /** Number of images. */
    public int size() {
        return snapshots.size();
    }

    @Override
    public IndexInfo info() throws IOException {
        return snapshots.reading(snapshot -> {
            IndexManifest manifest = snapshot.manifest();
            return new IndexInfo(manifest, snapshot.images().size(), snapshot.index().reader().numDeletedDocs(),
                    snapshot.index().segments().size(), IndexFiles.bytes(snapshot.index().reader()));
        });
    }

    @Override
    public void close() throws IOException {
        if (refresher != null) {
            refresher.close();
        }
        snapshots.close();
    }
}
