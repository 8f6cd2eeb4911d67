package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.IndexReport;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.ImageFolders;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ProgramVersion;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes every image's semantic vector and features into a collection's index, and replaces an earlier index
 * atomically. */
public final class IndexImages {

    private IndexImages() {}

    /** What to index, and how.
     *
     * @param collection with a trained model
     * @param data       captions and features of the images
     * @param images     the folder where local files of the images are looked for; empty for beside the captions
     * @param hnsw       of both graphs
     * @param threads    that link vectors, at least 1; the index is the same with any number */
    public record Options(CollectionFolder collection, DataFiles data, Optional<Path> images, HnswParameters hnsw,
            int threads) {

        /** @throws IllegalArgumentException if there is no thread */
        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, got " + threads);
            }
        }

        /** The defaults: Lucene's graph parameters, and a thread for each processor. */
        public static Options of(Path collection, DataFiles data) {
            return new Options(new CollectionFolder(collection), data, Optional.empty(), HnswParameters.DEFAULT,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** @param report what was written and what was left out
     * @param took   for indexing, without reading files and without calibration */
    public record Result(IndexReport report, Duration took) {}

    /** Runs the operation.
     *
     * @throws DataFileException if captions or features are damaged, or do not fit each other or the model
     * @throws IOException       if the model or a file cannot be read, the index cannot be written, or another command
     *                           writes to the collection; an earlier index stays */
    public static Result run(Options options, OperationListener listener) throws IOException {
        return options.collection().existing().exclusively(() -> index(options, listener));
    }

    private static Result index(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        DataFiles data = options.data();
        List<Path> imageFolders = ImageFolders.of(options.images(), data);
        ModelArtifact model = options.collection().readModel();
        CaptionDataset captions = data.readImages(listener);
        ImageFeatures features = data.readFeatures(model.manifest().encoder(), listener);
        long start = System.nanoTime();
        ImageIndexer indexer = new ImageIndexer(options.collection().path(), model,
                new IndexOptions(options.hnsw(), imageFolders,
                        ProgramVersion.nameAndVersion(), options.threads()));
        IndexReport report;
        try {
            report = indexer.index(captions, features, progress);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(data.names() + ": " + e.getMessage(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measure(options.collection(), model, progress);
        return new Result(report, took);
    }
}
