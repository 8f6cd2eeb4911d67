package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.OptimizeReport;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Merges a collection's index into one segment without deleted documents, which searches fastest, and measures it.
 * Searches go on meanwhile. */
public final class OptimizeIndex {

    private OptimizeIndex() {}

    /** @param report the index before and after
     * @param took   for merging, without calibration */
    public record Result(OptimizeReport report, Duration took) {}

    /** Runs the operation.
     *
     * @param collection with a model and an index
     * @throws IOException if the collection cannot be read, another command writes to it, or the disk is full; all
     *                     images stay */
    public static Result run(CollectionFolder collection, OperationListener listener) throws IOException {
        return collection.existing().exclusively(() -> optimize(collection, listener));
    }

    private static Result optimize(CollectionFolder collection, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        ModelArtifact model = ModelReader.read(collection.model());
        long start = System.nanoTime();
        OptimizeReport report;
        collection.checkIndex();
        try (ImageCollection images = ImageCollection.open(collection.path(), model, List.of())) {
            report = images.optimize(progress);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measure(collection, model, progress);
        return new Result(report, took);
    }
}
