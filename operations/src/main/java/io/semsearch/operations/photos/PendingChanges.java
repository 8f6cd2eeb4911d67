package io.semsearch.operations.photos;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Changes that are not in the index yet. They are committed every few seconds, so that searches see them, and an
 * interrupted run continues there. */
final class PendingChanges {

    private static final int MOST_IMAGES = 1000;

    private final ImageCollection images;
    private final Duration interval;
    private final EncoderId encoder;
    private final List<KnownPhotos.Known> encoded = new ArrayList<>();
    private final List<float[]> features = new ArrayList<>();
    private final List<KnownPhotos.Known> updated = new ArrayList<>();
    private long lastCommit = System.nanoTime();

    PendingChanges(ImageCollection images, Duration interval) throws IOException {
        this.images = images;
        this.interval = interval;
        this.encoder = images.encoder();
    }

    /** An image that is new, or whose pixels are. */
    void put(KnownPhotos.Known image, float[] its) {
        encoded.add(image);
        features.add(its);
    }

    /** An image of which only the record or the captions are new. */
    void update(KnownPhotos.Known image) {
        updated.add(image);
    }

    /** The first free id. */
    long nextImageId() throws IOException {
        return images.nextImageId();
    }

    /** Commits if it is time. */
    void commitInTime() throws IOException {
        if (encoded.size() + updated.size() >= MOST_IMAGES || System.nanoTime() - lastCommit >= interval.toNanos()) {
            commit();
        }
    }

    /** Commits all changes. */
    void commit() throws IOException {
        if (!encoded.isEmpty()) {
            FloatMatrix matrix = FloatMatrix.zeros(features.size(), encoder.dimension());
            for (int row = 0; row < features.size(); row++) {
                matrix.setRow(row, features.get(row));
            }
            long[] ids = encoded.stream().mapToLong(image -> image.record().id()).toArray();
            images.put(dataset(encoded), ImageFeatures.of(ids, matrix, encoder), Progress.NONE);
        }
        if (!updated.isEmpty()) {
            images.update(dataset(updated), Progress.NONE);
        }
        encoded.clear();
        features.clear();
        updated.clear();
        lastCommit = System.nanoTime();
    }

    private static CaptionDataset dataset(List<KnownPhotos.Known> photos) {
        List<ImageRecord> records = photos.stream().map(KnownPhotos.Known::record).toList();
        List<Caption> captions = new ArrayList<>();
        for (KnownPhotos.Known photo : photos) {
            photo.captions().forEach(
                    text -> captions.add(new Caption(captions.size() + 1, photo.record().id(), text)));
        }
        return new CaptionDataset(records, captions);
    }
}
