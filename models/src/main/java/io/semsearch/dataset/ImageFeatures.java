package io.semsearch.dataset;

import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The features of many images as a matrix with one row per image, shape [images, featureDimension].
 *
 * <p>Rows are in ascending order of image id. All values are finite. */
public final class ImageFeatures {

    private final long[] imageIds;
    private final FloatMatrix matrix;
    private final EncoderId encoder;

    private ImageFeatures(long[] imageIds, FloatMatrix matrix, EncoderId encoder) {
        this.imageIds = imageIds;
        this.matrix = matrix;
        this.encoder = encoder;
    }

    /** Creates features of an unnamed encoder.
     *
     * @see #of(long[], FloatMatrix, EncoderId) */
    public static ImageFeatures of(long[] imageIds, FloatMatrix matrix) {
        return of(imageIds, matrix, EncoderId.unnamed(matrix.columns()));
    }

    /** Creates features, with rows sorted by image id.
     *
     * @param imageIds the image id of each row; not modified
     * @param matrix   shape [images, featureDimension]; shared if its rows are already sorted
     * @param encoder  the encoder that computed the features
     * @throws IllegalArgumentException if the numbers of ids and rows differ, an id occurs twice, a value is NaN or
     *                                  infinite, or the encoder has another dimension */
    public static ImageFeatures of(long[] imageIds, FloatMatrix matrix, EncoderId encoder) {
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
        return new ImageFeatures(sorted, Arrays.equals(sorted, imageIds) ? matrix : matrix.selectRows(order),
                requireDimension(encoder, matrix));
    }

    /** The same features with another encoder identity, for features that do not name their encoder.
     *
     * @throws IllegalArgumentException if the encoder has another dimension */
    public ImageFeatures withEncoder(EncoderId named) {
        return new ImageFeatures(imageIds, matrix, requireDimension(named, matrix));
    }

    /** The encoder that computed the features. */
    public EncoderId encoder() {
        return encoder;
    }

    /** Number of images. */
    public int size() {
        return imageIds.length;
    }

    /** Number of features per image. */
    public int featureDimension() {
        return matrix.columns();
    }

    /** The image id of a row. */
    public long imageId(int row) {
        return imageIds[row];
    }

    /** The image ids of all rows, ascending; a copy. */
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

    /** Selects the features of some images.
     *
     * @param rows row numbers, ascending */
    public ImageFeatures selectRows(int[] rows) {
        return new ImageFeatures(Arrays.stream(rows).mapToLong(row -> imageIds[row]).toArray(),
                matrix.selectRows(rows), encoder);
    }

    private static EncoderId requireDimension(EncoderId encoder, FloatMatrix matrix) {
        if (encoder.dimension() != matrix.columns()) {
            throw new IllegalArgumentException("the encoder " + encoder.name() + " gives " + encoder.dimension()
                    + " features an image, got " + matrix.columns());
        }
        return encoder;
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
