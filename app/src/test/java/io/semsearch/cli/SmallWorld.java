package io.semsearch.cli;

import io.semsearch.operations.SmallWorldFiles;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@link SmallWorldFiles small world}, trained and indexed on the command line. */
public record SmallWorld(SmallWorldFiles files) {

    public static final int IMAGES = SmallWorldFiles.IMAGES;
    static final int TRAINING_IMAGES = SmallWorldFiles.TRAINING_IMAGES;
    public static final int EPOCHS = 8;
    public static final int FEATURE_DIMENSION = SmallWorldFiles.FEATURE_DIMENSION;
    public static final int SEMANTIC_DIMENSION = SmallWorldFiles.SEMANTIC_DIMENSION;

    public static SmallWorld write(Path folder) throws IOException {
        return new SmallWorld(SmallWorldFiles.write(folder));
    }

    public Path folder() {
        return files.folder();
    }

    public Path captions() {
        return files.captions();
    }

    public Path validation() {
        return files.validation();
    }

    public Path features() {
        return files.features();
    }

    public Path vectors() {
        return files.vectors();
    }

    /** Trains the collection's model, on all training images and in a moment.
     *
     * @param options further ones, or others in the place of the usual ones */
    public Cli train(Path collection, Object... options) {
        return Cli.succeed(trainCall(collection, options));
    }

    public Object[] trainCall(Path collection, Object... options) {
        Map<String, Object> usual = new LinkedHashMap<>();
        usual.put("--recipe", "course");
        usual.put("--captions", captions());
        usual.put("--features", features());
        usual.put("--vectors", vectors());
        usual.put("--validation-captions", validation());
        usual.put("--epochs", EPOCHS);
        usual.put("--batch", 16);
        usual.put("--learning-rate", 0.03);
        usual.keySet().removeAll(Set.of(options));
        List<Object> words = new ArrayList<>(List.of("train", "-c", collection));
        usual.forEach((option, value) -> words.addAll(List.of(option, value)));
        words.addAll(List.of(options));
        return words.toArray();
    }

    /** Indexes all images. */
    public Cli index(Path collection) {
        return Cli.succeed("index", "-c", collection, "--captions", captions(), validation(), "--features", features());
    }

    public static List<String> shown(long image) {
        return SmallWorldFiles.shown(image);
    }

    public static void writeCaptions(Path file, int from, int to) throws IOException {
        SmallWorldFiles.writeCaptions(file, from, to);
    }

    static void writeFeatures(Path file, int dimension) throws IOException {
        SmallWorldFiles.writeFeatures(file, dimension);
    }

    public static FloatMatrix features(int dimension) {
        return SmallWorldFiles.features(dimension);
    }

    public static List<String> vectorLines() {
        return SmallWorldFiles.vectorLines();
    }
}
