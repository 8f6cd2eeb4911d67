package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.RemoveReport;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ThumbnailFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Removes images from a collection's index, in one atomic change. Their files and the model stay. */
public final class RemoveImages {

    private RemoveImages() {}

    /** What to remove.
     *
     * @param collection with a model and an index
     * @param imageIds   those that the index does not have are reported, and do no harm */
    public record Options(CollectionFolder collection, List<Long> imageIds) {

        /** Copies. */
        public Options {
            imageIds = List.copyOf(imageIds);
        }

        /** Of the collection in a folder. */
        public static Options of(Path collection, List<Long> imageIds) {
            return new Options(new CollectionFolder(collection), imageIds);
        }
    }

    /** Runs the operation.
     *
     * @return the ids that were removed, and those that the index does not have
     * @throws IOException if the collection cannot be read, or another command writes to it; the index stays as it was
     * */
    public static RemoveReport run(Options options, OperationListener listener) throws IOException {
        return options.collection().existing().exclusively(() -> remove(options, listener));
    }

    private static RemoveReport remove(Options options, OperationListener listener) throws IOException {
        ModelArtifact model = ModelReader.read(options.collection().model());
        RemoveReport report;
        options.collection().checkIndex();
        try (ImageCollection images = ImageCollection.open(options.collection().path(), model, List.of())) {
            report = images.remove(options.imageIds());
        }
        if (!report.removed().isEmpty()) {
            ThumbnailFolder.removeUnused(options.collection());
            Calibration.measureIfStale(options.collection(), model, new CancellableProgress(listener));
        }
        return report;
    }
}
