package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Writes the index of a collection from scratch: one document for each image of a dataset that has features, with or
 * without captions.
 *
 * <p>Replacing an index is atomic: the folder {@code index} always holds either the earlier index or the new one. After
 * a failure it holds the earlier one. Searchers that have the earlier index open keep it.
 *
 * <p>Documents are in ascending order of image id. Equal input gives equal vectors and graphs with any number of
 * threads. Memory: about 150 MB besides the arguments, and 0.6 KB per image while the graphs are built. A second
 * writer, in this process or another, is refused. */
public final class ImageIndexer {

    private static final int VECTORS_PER_IMAGE = 2;

    private final Path collection;
    private final ModelArtifact model;
    private final IndexOptions options;

    /**
     * @param collection the collection's folder; created if missing
     * @param model      projects the features into the semantic space */
    public ImageIndexer(Path collection, ModelArtifact model, IndexOptions options) {
        this.collection = collection;
        this.model = model;
        this.options = options;
    }

    /** Writes the index, replacing an earlier one.
     *
     * @param dataset  the images and their captions
     * @param features of the images, of the model's feature dimension
     * @throws IllegalArgumentException if the features are of another encoder or length than the model's, or no image
     *                                  of the dataset has features
     * @throws IOException              if the index cannot be written, or another writer has it open */
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
            // the message of a FileSystemException is often only the file
            String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
            throw new IOException(folder + ": the index could not be written, an earlier one is as it was: " + reason,
                    e);
        }
    }

    IndexReport index(Directory directory, CaptionDataset dataset, ImageFeatures features, Progress progress)
            throws IOException {
        model.requireFeaturesOf(features.encoder());
        IndexableImages images = IndexableImages.join(dataset, features);
        try (NewIndexWriter writer = new NewIndexWriter(directory, options.hnsw(), options.threads())) {
            ImageDocuments documents = new ImageDocuments(collection, model,
                    new ImageFileFinder(options.imageFolders()), Optional.empty());
            int withFile = documents.write(images, progress, (image, document) -> writer.add(document));
            try (Progress.Task task = progress.start("Linking neighbours",
                    (long) VECTORS_PER_IMAGE * images.images().size(), "vectors")) {
                long next = Math.max(1, IndexedIds.successor(images.images().getLast().id()));
                writer.commit(manifest(features.encoder(), documents.correctHubs()).withNextImageId(next), task);
            }
            return images.report().withFiles(withFile);
        } catch (IOException | RuntimeException e) {
            deleteUnfinished(directory, e);
            throw e;
        }
    }

    /** Writes an index without images, which photos will be added to. It replaces one without images.
     *
     * @param features the encoder of the photos' features
     * @throws IllegalArgumentException if the model was trained on features of another encoder
     * @throws IOException              if there is an index with images, it cannot be written, or another writer has it
     *                                  open */
    public void indexNothing(EncoderId features) throws IOException {
        model.requireFeaturesOf(features);
        Path folder = Files.createDirectories(collection.resolve(IndexSchema.FOLDER));
        try (Directory directory = FSDirectory.open(folder)) {
            if (holdsImages(directory)) {
                throw new IOException(folder + ": expected no index with images, found one");
            }
            ImageDocuments documents = new ImageDocuments(collection, model, new ImageFileFinder(List.of()),
                    Optional.empty());
            try (NewIndexWriter writer = new NewIndexWriter(directory, options.hnsw(), options.threads())) {
                writer.commit(manifest(features, documents.correctHubs()).withNextImageId(1), Progress.Task.NONE);
            }
        } catch (LockObtainFailedException e) {
            throw IndexWriters.busy(folder, e);
        }
    }

    private static boolean holdsImages(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return false;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            return reader.numDocs() > 0;
        }
    }

    /** Deletes the files that a failed writer may leave, on a disk that may be full, by opening another writer. */
    private static void deleteUnfinished(Directory directory, Exception failure) {
        try {
            new IndexWriter(directory, new IndexWriterConfig().setOpenMode(OpenMode.CREATE_OR_APPEND)).rollback();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private IndexManifest manifest(EncoderId features, boolean correctsHubs) {
        ModelManifest about = model.manifest();
        return new IndexManifest(IndexSchema.VERSION, about.fingerprint(), about.semanticDimension(),
                about.encoder().orIfUnnamed(features), options.hnsw(), correctsHubs, Optional.empty(),
                options.createdBy());
    }
}
