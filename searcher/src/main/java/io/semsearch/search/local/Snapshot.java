package io.semsearch.search.local;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.index.IndexFiles;
import io.semsearch.search.index.OpenIndex;
import io.semsearch.search.index.StoredImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.util.StringHelper;

/** One commit of an index, with the model that it was built with. Thread-safe. */
final class Snapshot {

    private final OpenIndex index;
    private final IndexManifest manifest;
    private final ModelArtifact model;
    private final Path collection;
    private final Spellings spellings;
    private final QueryComposer composer;
    private final Background background;
    private final Confidences confidences;

    private Snapshot(OpenIndex index, ModelArtifact model, Path collection, Optional<Snapshot> earlier)
            throws IOException {
        this.index = index;
        this.manifest = IndexFiles.manifest(collection.resolve(IndexSchema.FOLDER), index.reader(),
                model.manifest().fingerprint());
        this.model = model;
        this.collection = collection;
        this.spellings = new Spellings(model.captionEmbedder());
        this.composer = new QueryComposer(model, spellings, index.images(), manifest);
        this.background = new Background(index.images(), manifest.semanticDimension());
        this.confidences = earlier.isPresent() ? earlier.get().confidences.at(this) : Confidences.of(this);
    }

    /** Opens the last commit and the model of the collection. */
    static Snapshot open(Path collection) throws IOException {
        ModelArtifact model = ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        return of(OpenIndex.of(IndexFiles.open(collection.resolve(IndexSchema.FOLDER)), collection), model, collection,
                Optional.empty());
    }

    /** Another commit of the same collection. Reads the model again if the commit was built with another one. Takes
     * over the reader.
     *
     * @throws IOException if the model of the commit is missing; the reader is closed */
    Snapshot at(DirectoryReader other) throws IOException {
        ModelArtifact otherModel;
        try {
            String fingerprint = IndexFiles.fingerprint(collection.resolve(IndexSchema.FOLDER), other);
            otherModel = fingerprint.equals(model.manifest().fingerprint())
                    ? model
                    : ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        } catch (IOException | RuntimeException e) {
            other.close();
            throw e;
        }
        return of(index.at(other), otherModel, collection, Optional.of(this));
    }

    private static Snapshot of(OpenIndex index, ModelArtifact model, Path collection, Optional<Snapshot> earlier)
            throws IOException {
        try {
            return new Snapshot(index, model, collection, earlier);
        } catch (IOException | RuntimeException e) {
            index.reader().close();
            throw e;
        }
    }

    /** Reads all files of the index.
     *
     * @throws io.semsearch.search.IndexFileException if one is damaged */
    void checkChecksums() throws IOException {
        IndexFiles.checkChecksums(collection.resolve(IndexSchema.FOLDER), index.reader());
    }

    /** Identifies this commit among all commits of all indexes. */
    String commit() {
        return StringHelper.idToString(((StandardDirectoryReader) index.reader()).getSegmentInfos().getId());
    }

    OpenIndex index() {
        return index;
    }

    IndexManifest manifest() {
        return manifest;
    }

    ModelArtifact model() {
        return model;
    }

    StoredImages images() {
        return index.images();
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

    /** Measures at first use what the index does not record. */
    Confidences confidences() {
        return confidences;
    }
}
