package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Writes the index of a collection: one document for each image of a dataset that has features, captioned or not.
 *
 * <p>The folder {@code index} holds the earlier index or the new one, whole, at every moment: the new one counts once
 * its commit is written, and whatever fails before that leaves the earlier one as it was. Searchers that have the
 * earlier one open keep it.
 *
 * <p>Documents stand in the order of rising image ids. Equal input gives equal vectors and graphs, by however many
 * threads. Takes some 150 MB of memory besides its arguments, and 0.6 KB an image while it links. A second writer, in this
 * process or another, is refused. */
public final class ImageIndexer {

    private static final int VECTORS_PER_IMAGE = 2;

    private final Path collection;
    private final ModelArtifact model;
    private final IndexOptions options;

    /**
     * @param collection the collection's folder; made if missing
     * @param model      places images among words */
    public ImageIndexer(Path collection, ModelArtifact model, IndexOptions options) {
        this.collection = collection;
        this.model = model;
        this.options = options;
    }

    /** Writes the index, replacing an earlier one.
     *
     * @param dataset  what is told of the images, and their captions
     * @param features of the images, as long as the model takes them
     * @throws IllegalArgumentException if the features have another length, or none is of an image of the dataset
     * @throws IOException              if the index cannot be written, or another writer is at work */
    public IndexReport index(CaptionDataset dataset, ImageFeatures features, Progress progress) throws IOException {
        Path folder = collection.resolve(IndexSchema.FOLDER);
        if (Files.isRegularFile(folder)) {
            throw new IOException(folder + ": expected a folder, found a file: move it away");
        }
        try {
            Files.createDirectories(folder);
            try (Directory directory = FSDirectory.open(folder)) {
                return index(directory, dataset, features, progress);
            }
        } catch (LockObtainFailedException e) {
            throw IndexWriters.busy(folder, e);
        } catch (IOException e) {
            // the message of a FileSystemException is often the file alone
            String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
            throw new IOException(folder + ": the index could not be written, an earlier one is as it was: " + reason,
                    e);
        }
    }

    IndexReport index(Directory directory, CaptionDataset dataset, ImageFeatures features, Progress progress)
            throws IOException {
        IndexableImages images = IndexableImages.join(dataset, features);
        try (NewIndexWriter writer = new NewIndexWriter(directory, options.hnsw(), options.threads())) {
            ImageDocuments documents = new ImageDocuments(collection, model,
                    new PictureFinder(options.pictureFolders()));
            int withPicture = documents.write(images, progress, (image, document) -> writer.add(document));
            try (Progress.Task task = progress.start("Linking neighbours",
                    (long) VECTORS_PER_IMAGE * images.images().size(), "vectors")) {
                writer.commit(manifest(documents.correctHubs()), task);
            }
            return images.report().withPictures(withPicture);
        } catch (IOException | RuntimeException e) {
            deleteUnfinished(directory, e);
            throw e;
        }
    }

    /** A writer that failed may leave files behind, on a disk that may be full: one that opens deletes them. */
    private static void deleteUnfinished(Directory directory, Exception failure) {
        try {
            new IndexWriter(directory, new IndexWriterConfig().setOpenMode(OpenMode.CREATE_OR_APPEND)).rollback();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private IndexManifest manifest(boolean correctsHubs) {
        ModelManifest about = model.manifest();
        return new IndexManifest(IndexSchema.VERSION, about.fingerprint(), about.semanticDimension(),
                about.featureDimension(), options.hnsw(), correctsHubs, Optional.empty(),
                options.createdBy());
    }
}
