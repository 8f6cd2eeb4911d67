package io.semsearch.postcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names in a sample's folder, and folders as such. */
final class SampleFiles {

    static final String TRAINING_CAPTIONS = "captions_train.json";
    static final String TEST_CAPTIONS = "captions_test.json";
    static final String COMBINATIONS = "combinations.json";
    static final String MANIFEST = "sample.json";
    static final String IMAGES = "images";
    static final String TRAINING = "train";
    static final String TEST = "test";

    private SampleFiles() {}

    /** The name of a postcard, relative to the folder of images.
     *
     * @param part folder of the training or of the test postcards */
    static String imageName(String part, long id) {
        return String.format(Locale.ROOT, "%s/postcard_%06d.jpg", part, id);
    }

    static boolean isMissingOrEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Deletes a folder with all that it holds; one that is not there is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
