package io.semsearch.cli;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.encoder.ImageDecoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Encodes pictures into a file of features that every command reads. */
final class PictureFeatures {

    private PictureFeatures() {}

    /** Writes {@code ids} I64 [n] and {@code features} F32 [n, featureDimension] as safetensors, beside its place, and
     * renames.
     *
     * @param folder of the pictures, which are found by their file names */
    static void write(Path file, List<ImageRecord> images, Path folder, ImageEncoder encoder, Progress progress)
            throws IOException {
        FloatMatrix features = FloatMatrix.zeros(images.size(), encoder.featureDimension());
        ImageDecoder decoder = new ImageDecoder();
        AtomicInteger done = new AtomicInteger();
        try (Progress.Task task = progress.start("Encoding pictures", images.size(), "pictures")) {
            IntStream.range(0, images.size()).parallel().forEach(row -> {
                try {
                    features.setRow(row, encoder.encode(decoder.decode(folder.resolve(images.get(row).fileName()))));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                task.advanceTo(done.incrementAndGet());
            });
        }
        Path beside = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(beside);
        new SafetensorsWriter().metadata("encoder", encoder.name())
                .add("ids", images.stream().mapToLong(ImageRecord::id).toArray()).add("features", features)
                .writeTo(beside);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
