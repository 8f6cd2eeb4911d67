package io.semsearch.dataset;

import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The features of many images: one row an image, shape [images, featureDimension].
 *
 * <p>Rows stand in the order of rising image ids. All values are finite. */
public final class ImageFeatures {

    private final long[] imageIds;
    private final FloatMatrix matrix;

    private ImageFeatures(long[] imageIds, FloatMatrix matrix) {
        this.imageIds = imageIds;
        this.matrix = matrix;
    }

    /** Sorts rows by image id.
     *
     * @param imageIds the image of each row; not modified
     * @param matrix   shape [images, featureDimension]; shared if its rows are in order already
     * @throws IllegalArgumentException if there are not as many ids as rows, an id occurs twice, or a value is NaN or
     *                                  infinite */
    public static ImageFeatures of(long[] imageIds, FloatMatrix matrix) {
        if (imageIds.length != matrix.rows()) {
            throw new IllegalArgumentException(
                    "features need one image id a row, got " + imageIds.length + " ids for " + matrix.rows() + " rows");
        }
        requireFinite(imageIds, matrix);
        int[] order = IntStream.range(0, imageIds.length).boxed()
                .sorted((a, b) -> Long.compare(imageIds[a], imageIds[b])).mapToInt(Integer::intValue).toArray();
        long[] sorted = Arrays.stream(order).mapToLong(row -> imageIds[row]).toArray();
        for (int row = 1; row < sorted.length; row++) {
            if (sorted[row] == sorted[row - 1]) {
                throw new IllegalArgumentException("image " + sorted[row] + " has features twice");
            }
        }
        return new ImageFeatures(sorted, Arrays.equals(sorted, imageIds) ? matrix : matrix.selectRows(order));
    }

    /** Number of images. */
    public int size() {
        return imageIds.length;
    }

    /** Length of one image's features. */
    public int featureDimension() {
        return matrix.columns();
    }

    /** The image of a row. */
    public long imageId(int row) {
        return imageIds[row];
    }

    /** The images of all rows, rising; a copy. */
    public long[] imageIds() {
        return imageIds.clone();
    }

    /** The row of an image, or -1 if it has no features. */
    public int rowOf(long imageId) {
        int row = Arrays.binarySearch(imageIds, imageId);
        return row < 0 ? -1 : row;
    }

    /** A copy of one image's features. */
    public float[] row(int row) {
        return matrix.row(row);
    }

    /** All features, shape [images, featureDimension]; shared, do not modify. */
    public FloatMatrix matrix() {
        return matrix;
    }

    /** The features of some images.
     *
     * @param rows rising row numbers */
    public ImageFeatures selectRows(int[] rows) {
        return new ImageFeatures(Arrays.stream(rows).mapToLong(row -> imageIds[row]).toArray(),
                matrix.selectRows(rows));
    }

    private static void requireFinite(long[] imageIds, FloatMatrix matrix) {
        float[] values = matrix.values();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("image " + imageIds[i / matrix.columns()] + ": feature "
                        + i % matrix.columns() + " must be a finite number, got " + values[i]);
            }
        }
    }
}
