package io.semsearch.search;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.WordContribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.util.IOSupplier;

/** Searches the images of one collection.
 *
 * <p>Thread-safe: one searcher serves all threads of a service. It shows the index as it was when the searcher was
 * opened, also while the index is replaced; open another one to see the new one. Opening takes milliseconds, since
 * index and words stay in their files, mapped into memory. A search that is under way while another thread closes
 * the searcher ends well; one that begins later fails with an {@link IllegalStateException}. */
public final class ImageSearcher implements AutoCloseable {

    private final DirectoryReader reader;
    private final IndexManifest manifest;
    private final StoredImages images;
    private final Spellings spellings;
    private final QueryVectors vectors;

    private ImageSearcher(DirectoryReader reader, IndexManifest manifest, CaptionEmbedder embedder, Path collection) {
        this.reader = reader;
        this.manifest = manifest;
        this.images = new StoredImages(reader, collection);
        this.spellings = new Spellings(embedder);
        this.vectors = new QueryVectors(embedder, spellings, images, manifest);
    }

    /** Opens the index of a collection, with the model that it was made with.
     *
     * @param collection the folder that holds {@code model} and {@code index}
     * @throws io.semsearch.artifact.ModelFileException if there is no model, or it is damaged or of another version
     * @throws IndexFileException                       if there is no index, or it is damaged, of another version, or
     *                                                  of another model
     * @throws IOException                              if they cannot be read */
    public static ImageSearcher open(Path collection) throws IOException {
        ModelArtifact model = ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        Path folder = collection.resolve(IndexSchema.FOLDER);
        DirectoryReader reader = IndexFiles.open(folder);
        try {
            IndexManifest manifest = IndexFiles.manifest(folder, reader, model.manifest().fingerprint());
            return new ImageSearcher(reader, manifest, model.captionEmbedder(), collection);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Looks for the images nearest to a query.
     *
     * @throws UnknownWordsException    if the model knows no word of a text
     * @throws UnknownImageException    if the index does not have the image that is asked for
     * @throws IllegalArgumentException if a text has no words or its words have no weight, a text is looked for among
     *                                  features, or a vector has another length than the space or points nowhere
     * @throws IllegalStateException    if the searcher was closed
     * @throws IOException              if the index cannot be read */
    public SearchResult search(Query query, SearchOptions options) throws IOException {
        long start = System.nanoTime();
        return reading(() -> {
            QueryVector vector = vectors.of(query, options.space());
            int efSearch = options.effectiveEfSearch();
            SearchMode mode = options.mode().resolve(size(), vector.values().length, efSearch);
            VectorSearch search = new VectorSearch(reader, options.space(), vector);
            List<Neighbour> nearest = mode == SearchMode.EXACT
                    ? search.exact(options.k())
                    : search.hnsw(options.k(), efSearch);
            List<Hit> hits = hits(nearest);
            Map<String, List<String>> suggestions = spellings.nearest(vector.unknownWords());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new SearchResult(query, mode, took, vector.unknownWords(), suggestions, hits);
        });
    }

    /** What the index knows of an image; empty if it does not have it.
     *
     * @throws IOException if the index cannot be read */
    public Optional<IndexedImage> find(long imageId) throws IOException {
        return reading(() -> {
            OptionalInt document = images.documentOf(imageId);
            return document.isEmpty() ? Optional.empty() : Optional.of(images.image(document.getAsInt()));
        });
    }

    /** Why a text finds an image: what each word that the model knows adds to their similarity. The sum is the hit's
     * {@code similarity}, but for rounding.
     *
     * @return the greatest contribution first; empty if the model knows no word of the text
     * @throws UnknownImageException if the index does not have the image
     * @throws IOException           if the index cannot be read */
    public List<WordContribution> explain(String text, long imageId) throws IOException {
        return reading(() -> vectors.explain(text, imageId));
    }

    /** Number of images that can be found. */
    public int size() {
        return reader.numDocs();
    }

    /** What the index says of itself.
     *
     * @throws IOException if its files cannot be measured, as when the index was replaced since */
    public IndexInfo info() throws IOException {
        return reading(() -> new IndexInfo(manifest, reader.numDocs(), reader.numDeletedDocs(), reader.leaves().size(),
                IndexFiles.bytes(reader)));
    }

    /** Closes the index once the searches under way have ended. */
    @Override
    public void close() throws IOException {
        reader.close();
        reader.directory().close();
    }

    private List<Hit> hits(List<Neighbour> nearest) throws IOException {
        List<Hit> hits = new ArrayList<>(nearest.size());
        for (Neighbour neighbour : nearest) {
            hits.add(new Hit(hits.size() + 1, neighbour.similarity(), images.image(neighbour.document())));
        }
        return hits;
    }

    /** Runs a piece of work during which the index stays open. */
    private <T> T reading(IOSupplier<T> work) throws IOException {
        if (!reader.tryIncRef()) {
            throw new IllegalStateException("the searcher is closed: open another one");
        }
        try {
            return work.get();
        } finally {
            reader.decRef();
        }
    }
}
