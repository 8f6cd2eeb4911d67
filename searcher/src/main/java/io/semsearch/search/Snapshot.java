package io.semsearch.search;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.StringHelper;

/** An index as one commit left it, with the model that it was made with. Safe to use from many threads. */
final class Snapshot {

    private final DirectoryReader reader;
    private final IndexManifest manifest;
    private final ModelArtifact model;
    private final Path collection;
    private final StoredImages images;
    private final Spellings spellings;
    private final QueryComposer composer;
    private final Penalties penalties;
    private final LoadedGraphs graphs;
    private final Background background;

    private Snapshot(DirectoryReader reader, ModelArtifact model, Path collection, Penalties penalties,
            LoadedGraphs graphs) throws IOException {
        this.reader = reader;
        this.manifest = IndexFiles.manifest(collection.resolve(IndexSchema.FOLDER), reader,
                model.manifest().fingerprint());
        this.model = model;
        this.collection = collection;
        this.images = new StoredImages(reader, collection);
        this.spellings = new Spellings(model.captionEmbedder());
        this.composer = new QueryComposer(model.captionEmbedder(), spellings, images, manifest);
        this.penalties = penalties;
        this.graphs = graphs;
        this.background = new Background(images, manifest.semanticDimension());
    }

    /** Opens the last commit, and the model that lies in the collection now. */
    static Snapshot open(Path collection) throws IOException {
        ModelArtifact model = ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        return of(IndexFiles.open(collection.resolve(IndexSchema.FOLDER)), model, collection, new Penalties(),
                new LoadedGraphs());
    }

    /** The same collection in another commit; the model is read again if the index is of another one. Takes the reader
     * over.
     *
     * @throws IOException if the index is of a model that is not there; the reader is closed */
    Snapshot at(DirectoryReader other) throws IOException {
        ModelArtifact its;
        try {
            String fingerprint = IndexFiles.fingerprint(collection.resolve(IndexSchema.FOLDER), other);
            its = fingerprint.equals(model.manifest().fingerprint())
                    ? model
                    : ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        } catch (IOException | RuntimeException e) {
            other.close();
            throw e;
        }
        return of(other, its, collection, new Penalties(penalties, other.leaves()),
                new LoadedGraphs(graphs, other.leaves()));
    }

    private static Snapshot of(DirectoryReader reader, ModelArtifact model, Path collection, Penalties penalties,
            LoadedGraphs graphs) throws IOException {
        try {
            return new Snapshot(reader, model, collection, penalties, graphs);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Tells this commit from all others, of this index and of any. */
    String commit() {
        return StringHelper.idToString(((StandardDirectoryReader) reader).getSegmentInfos().getId());
    }

    DirectoryReader reader() {
        return reader;
    }

    IndexManifest manifest() {
        return manifest;
    }

    ModelArtifact model() {
        return model;
    }

    StoredImages images() {
        return images;
    }

    Spellings spellings() {
        return spellings;
    }

    QueryComposer composer() {
        return composer;
    }

    Background background() {
        return background;
    }

    List<LeafReaderContext> segments() {
        return reader.leaves();
    }

    /** What the documents of a segment pay as hubs; shared, do not modify. */
    float[] penalties(LeafReader segment, HubnessCorrection correction) throws IOException {
        return penalties.of(segment, correction);
    }

    /** Its graphs, those in memory where they are. */
    LoadedGraphs graphs() {
        return graphs;
    }

    /** Runs a piece of work during which the files stay open.
     *
     * @throws IllegalStateException if they were closed */
    <T> T reading(IOSupplier<T> work) throws IOException {
        if (!reader.tryIncRef()) {
            throw new IllegalStateException("the searcher is closed: open another one");
        }
        try {
            return work.get();
        } finally {
            reader.decRef();
        }
    }

    /** Keeps the files open until {@link #release}, whoever closes them meanwhile. They must be open. */
    void retain() {
        reader.incRef();
    }

    /** Takes a {@link #retain} back. */
    void release() throws IOException {
        reader.decRef();
    }

    /** Closes the files once the work under way has ended. */
    void close() throws IOException {
        reader.close();
    }
}
