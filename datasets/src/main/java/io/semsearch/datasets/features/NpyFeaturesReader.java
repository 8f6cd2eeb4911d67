package io.semsearch.datasets.features;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.FloatType;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a {@code .npy} matrix, one row an image, with the image ids from another file.
 *
 * <p>Values: float16, float32 or float64, shape [images, d] or [images, 1, d]. */
final class NpyFeaturesReader {

    private static final String SUFFIX = ".npy";

    private NpyFeaturesReader() {}

    /** Reads the matrix that the stream holds.
     *
     * @param path names it: its ids may lie beside it */
    static ImageFeatures read(DataStream in, Path path, FeaturesOptions options, HeapBudget budget)
            throws IOException {
        NpyHeader header = NpyHeader.read(in);
        FloatType type = header.floatType().orElseThrow(() -> in.failure(
                "expected values of type float16, float32 or float64, found '" + header.code()
                        + "': save features.astype(\"float32\"); image ids are named by --feature-ids"));
        List<Integer> shape = header.shape();
        List<Integer> rowShape = shape.stream().skip(1).filter(size -> size != 1).toList();
        if (shape.size() < 2 || rowShape.size() > 1) {
            throw in.failure("expected one row an image, shape (images, d), found shape " + shape);
        }
        int images = shape.getFirst();
        int dimension = rowShape.isEmpty() ? 1 : rowShape.getFirst();
        long rowBytes = (long) dimension * type.bytes();
        in.requireLeft(Math.multiplyHigh(images, rowBytes) == 0 ? images * rowBytes : -1);
        Path idsFile = idsFile(path, options);
        long[] imageIds = ids(idsFile, options, budget);
        if (imageIds.length != images) {
            throw in.failure("it has " + images + " rows, its file of ids, " + idsFile + ", has " + imageIds.length
                    + " ids: they do not belong together");
        }
        requireDistinct(imageIds, idsFile);
        FeatureRows rows = new FeatureRows(budget);
        for (long imageId : imageIds) {
            float[] values = type.read(in, header.order(), dimension, budget);
            rows.add(imageId, () -> values);
        }
        in.requireEnd("its array of shape " + shape, "if it holds several, save one numpy.concatenate of them");
        return rows.build();
    }

    private static void requireDistinct(long[] ids, Path file) throws DataFileException {
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new DataFileException(
                        file + ": image " + sorted[i] + " occurs twice: expected another id in each "
                                + "row");
            }
        }
    }

    private static Path idsFile(Path path, FeaturesOptions options) throws DataFileException {
        Path ids = options.featureIds().orElseGet(() -> beside(path));
        if (options.featureIds().isEmpty() && !Files.exists(ids)) {
            throw new DataFileException(path + ": the image ids of the rows are in another file: name it with"
                    + " --feature-ids F, or put it beside as " + ids.getFileName());
        }
        return ids;
    }

    private static long[] ids(Path ids, FeaturesOptions options, HeapBudget budget) throws IOException {
        try (DataStream in = DataStream.open(ids, options.maxUncompressedBytes(), Progress.NONE, "")) {
            return ImageIdsReader.read(in, budget);
        }
    }

    /** {@code NAME_ids.npy} for {@code NAME.npy}, also where that is compressed. */
    private static Path beside(Path path) {
        String name = path.getFileName().toString();
        int end = name.lastIndexOf(SUFFIX);
        return path.resolveSibling((end < 0 ? name : name.substring(0, end)) + "_ids" + SUFFIX);
    }
}
