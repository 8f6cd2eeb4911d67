package io.semsearch.operations.captioning;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.captioning.StoredCaptioner;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.indexing.Calibration;
import io.semsearch.progress.Progress;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes captions into the index for images that have none, in a field of their own: they never count as captions of
 * people. An image that has a generated caption keeps it. */
public final class GenerateCaptions {

    /** Images of one commit. */
    private static final int BLOCK = 500;

    private GenerateCaptions() {}

    /** Runs the operation. An interrupted run is completed by the next.
     *
     * @param collection with an index and a captioner
     * @return the number of captions that were written
     * @throws IOException if there is no captioner or it takes features of another encoder, the index cannot be read or
     *                     written, or another command writes to the collection */
    public static int run(CollectionFolder collection, OperationListener listener) throws IOException {
        return collection.existing().exclusively(() -> generate(collection, listener));
    }

    private static int generate(CollectionFolder collection, OperationListener listener) throws IOException {
        StoredCaptioner captioner = CaptionerFiles.read(collection.model());
        List<ImageRecord> without = withoutCaptions(collection, captioner);
        if (without.isEmpty()) {
            return 0;
        }
        ModelArtifact model = collection.readModel();
        Progress progress = new CancellableProgress(listener);
        try (ImageCollection images = ImageCollection.openForCaptions(collection.path(), model, captioner.captioner());
                Progress.Task task = progress.start("Writing captions", without.size(), "photos")) {
            for (int from = 0; from < without.size(); from += BLOCK) {
                List<ImageRecord> block = without.subList(from, Math.min(without.size(), from + BLOCK));
                images.update(new CaptionDataset(block, List.of()), Progress.NONE);
                task.advanceTo((long) from + block.size());
            }
        }
        Calibration.measureIfStale(collection, model, progress);
        return without.size();
    }

    private static List<ImageRecord> withoutCaptions(CollectionFolder collection, StoredCaptioner captioner)
            throws IOException {
        List<ImageRecord> without = new ArrayList<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            CaptionerMatch.require(captioner, searcher.info().manifest().encoder(), "the index");
            searcher.forEach(image -> {
                if (image.generated().isEmpty() && image.captions().stream().allMatch(String::isBlank)) {
                    without.add(withFile(image));
                }
            });
        }
        return without;
    }

    /** The record of an image with its file, which is not looked for again. */
    private static ImageRecord withFile(IndexedImage image) {
        boolean isKnown = image.file().isEmpty() || image.record().photo().flatMap(PhotoRecord::file).isPresent();
        return isKnown
                ? image.record()
                : image.record().withPhoto(image.fileName(), new PhotoRecord(image.file(), Optional.empty(),
                        image.record().photo().map(PhotoRecord::shot).orElse(PhotoRecord.Shot.UNKNOWN)));
    }
}
