package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.search.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Measures an index, and keeps with it what was measured: how many candidates find how much, and what a meaningless
 * sentence finds. */
final class Calibration {

    /** Share of the images by which an index may grow or shrink before it is measured again. */
    private static final double CHANGED = 0.2;

    private Calibration() {}

    /** Measures an index that is new or was merged. */
    static void measure(Path collection, ModelArtifact model, Console console) throws IOException {
        SearchCalibration measured;
        try (ImageSearcher searcher = ImageSearcher.open(collection)) {
            if (searcher.size() == 0) {
                return;
            }
            measured = searcher.calibrate(console.progress());
        }
        try (ImageCollection images = ImageCollection.open(collection, model, List.of())) {
            images.record(measured);
        }
    }

    /** Measures an index that never was, or has changed much since. */
    static void check(Path collection, ModelArtifact model, Console console) throws IOException {
        int now;
        int then;
        try (ImageSearcher searcher = ImageSearcher.open(collection)) {
            now = searcher.size();
            then = searcher.info().manifest().calibration().map(SearchCalibration::images).orElse(0);
        }
        if (Math.abs(now - then) > CHANGED * then) {
            measure(collection, model, console);
        }
    }
}
