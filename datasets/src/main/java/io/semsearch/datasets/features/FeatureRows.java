package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Collects the features of images as a reader finds them, and checks that they fit together. */
final class FeatureRows {

    private final HeapBudget budget;
    private final List<Row> rows = new ArrayList<>();

    FeatureRows(HeapBudget budget) {
        this.budget = budget;
    }

    /** Adds the features of an image. */
    void add(long imageId, Values values) {
        rows.add(new Row(imageId, values));
    }

    /** All that was added, by rising image id; nothing stays here.
     *
     * @throws DataFileException if that is nothing; if an image occurs twice, or has another number of features
     *                           than the first, or one that is not a finite number */
    ImageFeatures build() throws IOException {
        if (rows.isEmpty()) {
            throw failure("it holds no image");
        }
        rows.sort(Comparator.comparingLong(Row::imageId));
        Deque<Row> waiting = new ArrayDeque<>(rows);
        rows.clear();
        long[] imageIds = new long[waiting.size()];
        FloatMatrix matrix = matrix(imageIds.length, waiting.getFirst());
        int next = 0;
        // each row is let go as soon as it is copied: rows and matrix are both as large as the file
        for (Row row = waiting.poll(); row != null; row = waiting.poll()) {
            if (next > 0 && row.imageId == imageIds[next - 1]) {
                throw failure("image " + row.imageId + " has features twice");
            }
            imageIds[next] = row.imageId;
            float[] values = row.values.get();
            requireFinite(row.imageId, values);
            if (values.length != matrix.columns()) {
                throw failure("image " + row.imageId + " has " + values.length + " features, image " + imageIds[0]
                        + " has " + matrix.columns() + ": all must have as many; were they made by two networks?");
            }
            matrix.setRow(next, values);
            next++;
        }
        return ImageFeatures.of(imageIds, matrix);
    }

    private FloatMatrix matrix(int images, Row first) throws IOException {
        int dimension = first.values.get().length;
        if (dimension == 0) {
            throw failure("image " + first.imageId + " has no features: its array is empty");
        }
        long values = (long) images * dimension;
        if (values > Integer.MAX_VALUE - 8) {
            throw failure(images + " images of " + dimension + " features are too many: at most 2^31 values fit");
        }
        budget.charge(values * Float.BYTES);
        return FloatMatrix.zeros(images, dimension);
    }

    private void requireFinite(long imageId, float[] values) throws DataFileException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw failure("image " + imageId + ": feature " + i + " is " + values[i]
                        + ": features must be finite 32-bit numbers; leave the image out, or compute it again");
            }
        }
    }

    private DataFileException failure(String message) {
        return new DataFileException(budget.file() + ": " + message);
    }

    /** Features that are here, or are made when they are asked for. */
    @FunctionalInterface
    interface Values {

        /** Not modified afterwards. */
        float[] get() throws IOException;
    }

    private record Row(long imageId, Values values) {}
}
