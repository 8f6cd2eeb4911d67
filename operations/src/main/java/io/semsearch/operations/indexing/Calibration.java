package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.progress.Progress;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Measures an index and records the result in it: how many candidates reach which recall, and the similarities that
 * random-word queries reach, from which confidence is computed. */
public final class Calibration {

    private Calibration() {}

    /** Measures an index that is new or was merged. */
    public static void measure(CollectionFolder collection, ModelArtifact model, Progress progress) throws IOException {
        SearchCalibration measured;
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            if (searcher.size() == 0) {
                return;
            }
            measured = searcher.calibrate(progress);
        }
        try (ImageCollection images = ImageCollection.open(collection.path(), model, List.of())) {
            images.record(measured);
        }
    }

    /** Measures an index that was never measured, or whose number of images has changed by more than a fifth since. */
    public static void measureIfStale(CollectionFolder collection, ModelArtifact model, Progress progress)
            throws IOException {
        boolean isStale;
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            Optional<SearchCalibration> recorded = searcher.info().manifest().calibration();
            isStale = recorded.isEmpty() || recorded.get().isStale(searcher.size());
        }
        if (isStale) {
            measure(collection, model, progress);
        }
    }
}
