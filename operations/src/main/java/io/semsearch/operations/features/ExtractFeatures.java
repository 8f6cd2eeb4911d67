package io.semsearch.operations.features;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.files.AtomicFile;
import io.semsearch.indexer.ImageFileFinder;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.OperationListener;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.photo.UnreadableImageException;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Encodes photos into a file of features that every other operation reads. An interrupted call goes on where it
 * was. */
public final class ExtractFeatures {

    /** Photos whose features are written together: what an interruption loses. */
    private static final int CHUNK = 256;

    private ExtractFeatures() {}

    /** What to encode.
     *
     * @param images  found by their file names
     * @param folder  where the photos are
     * @param encoder of the photos; not closed
     * @param file    to write, safetensors or .npy by its name; an earlier one is replaced atomically
     * @param strict  true to fail at the first photo that cannot be read, false to leave it out */
    public record Options(List<ImageRecord> images, Path folder, ImageEncoder encoder, Path file, boolean strict) {

        /** Copies the list.
         *
         * @throws IllegalArgumentException if the file's name does not say its format */
        public Options {
            images = List.copyOf(images);
            String name = String.valueOf(file.getFileName());
            if (!name.endsWith(".safetensors") && !name.endsWith(NpyFile.EXTENSION)) {
                throw new IllegalArgumentException(
                        "expected a file NAME.safetensors or NAME.npy to write, got '" + file + "'");
            }
        }
    }

    /** @param images           that were encoded
     * @param featureDimension of their features
     * @param resumed          how many of them an earlier call had encoded
     * @param skipped          photos that could not be read, and why */
    public record Result(int images, int featureDimension, int resumed, List<String> skipped) {

        /** Copies. */
        public Result {
            skipped = List.copyOf(skipped);
        }
    }

    /** Runs the operation, on all processors. Writes {@code ids} I64 [n], {@code features} F32 [n, featureDimension]
     * and the encoder's identity; for .npy the features, and the ids in {@code NAME_ids.npy}.
     *
     * @throws DataFileException if no photo can be read
     * @throws IOException       if a photo cannot be read and the options are strict, or the file not be written; an
     *                           earlier file stays */
    public static Result run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        try (PartialFeatures part = PartialFeatures.open(options)) {
            int resumed = part.rows();
            List<String> skipped = encode(options, part, progress);
            FloatMatrix all = part.read();
            int[] rows = IntStream.range(0, all.rows()).filter(row -> !Float.isNaN(all.get(row, 0))).toArray();
            if (rows.length == 0) {
                throw new DataFileException(options.folder() + ": none of " + all.rows() + " photos could be read"
                        + skipped.stream().findFirst().map(first -> ", the first one: " + first).orElse(""));
            }
            write(options, rows, rows.length == all.rows() ? all : all.selectRows(rows));
            part.delete();
            return new Result(rows.length, all.columns(), Math.min(resumed, rows.length), skipped);
        }
    }

    private static void write(Options options, int[] rows, FloatMatrix features) throws IOException {
        long[] ids = Arrays.stream(rows).mapToLong(row -> options.images().get(row).id()).toArray();
        if (options.file().toString().endsWith(NpyFile.EXTENSION)) {
            NpyFile.write(options.file(), features, ids);
            return;
        }
        SafetensorsWriter writer = new SafetensorsWriter().add("ids", ids).add("features", features);
        options.encoder().id().toStrings().forEach(writer::metadata);
        AtomicFile.write(options.file(), writer::writeTo);
    }

    private static List<String> encode(Options options, PartialFeatures part, Progress progress) throws IOException {
        int images = options.images().size();
        List<String> skipped = new ArrayList<>();
        AtomicInteger done = new AtomicInteger(part.rows());
        try (Progress.Task task = progress.start("Encoding photos", images, "photos")) {
            while (part.rows() < images) {
                int start = part.rows();
                int count = Math.min(CHUNK, images - start);
                FloatMatrix features = FloatMatrix.zeros(count, options.encoder().featureDimension());
                String[] reasons = new String[count];
                IntStream.range(0, count).parallel().forEach(row -> {
                    reasons[row] = encode(options, options.images().get(start + row), features, row);
                    task.advanceTo(done.incrementAndGet());
                });
                Arrays.stream(reasons).filter(reason -> !reason.isEmpty()).forEach(skipped::add);
                part.append(features);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return skipped;
    }

    /** @return why the photo is left out; empty if it is not */
    private static String encode(Options options, ImageRecord image, FloatMatrix features, int row) {
        try {
            Path photo = new ImageFileFinder(List.of(options.folder())).find(image).orElseThrow(
                    () -> new DataFileException(options.folder() + ": there is no photo '" + image.fileName() + "'"));
            features.setRow(row, options.encoder().encode(new ImageDecoder().decode(photo).pixels()));
            return "";
        } catch (UnreadableImageException | DataFileException e) {
            if (options.strict()) {
                throw new UncheckedIOException(e);
            }
            float[] missing = new float[features.columns()];
            Arrays.fill(missing, Float.NaN);
            features.setRow(row, missing);
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
