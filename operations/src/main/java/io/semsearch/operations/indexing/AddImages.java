package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.PutReport;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.ImageFolders;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Adds images to a collection's index and replaces those whose id it has, in one atomic change. */
public final class AddImages {

    private AddImages() {}

    /** What to add.
     *
     * @param collection with a model and an index
     * @param data       captions and features of the images
     * @param images     the folder where local files of the images are looked for; empty for beside the captions */
    public record Options(CollectionFolder collection, DataFiles data, Optional<Path> images) {

        /** Local files are looked for beside the captions. */
        public static Options of(Path collection, DataFiles data) {
            return new Options(new CollectionFolder(collection), data, Optional.empty());
        }
    }

    /** @param report what was added and replaced, and what was left out
     * @param took   for the change, without reading files and without calibration */
    public record Result(PutReport report, Duration took) {}

    /** Runs the operation.
     *
     * @throws DataFileException if captions or features are damaged, or do not fit each other or the model
     * @throws IOException       if the collection or a file cannot be read, or another command writes to the
     *                           collection; the index stays as it was */
    public static Result run(Options options, OperationListener listener) throws IOException {
        return options.collection().existing().exclusively(() -> add(options, listener));
    }

    private static Result add(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        DataFiles data = options.data();
        List<Path> imageFolders = ImageFolders.of(options.images(), data);
        ModelArtifact model = options.collection().readModel();
        long start;
        PutReport report;
        // opened before files are read, which may take long: an index that cannot be written is reported at once
        options.collection().checkIndex();
        try (ImageCollection images = ImageCollection.open(options.collection().path(), model, imageFolders)) {
            CaptionDataset captions = data.readImages(listener);
            ImageFeatures features = data.readFeatures(model.manifest().encoder(), listener);
            start = System.nanoTime();
            report = images.put(captions, features, progress);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(data.names() + ": " + e.getMessage(), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measureIfStale(options.collection(), model, progress);
        return new Result(report, took);
    }
}
