package io.semsearch.operations;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A user's files about a world that a linear map can learn: an image shows two of twelve things, its features are a
 * mixture of their looks, and its two captions name them.
 *
 * @param folder     of all files
 * @param captions   of the images 1 to 90
 * @param validation of the images 91 to 120
 * @param features   of all images, 16 values each, as safetensors
 * @param vectors    of the words, 16 values each, as GloVe's text */
public record SmallWorldFiles(Path folder, Path captions, Path validation, Path features, Path vectors) {

    public static final int IMAGES = 120;
    public static final int TRAINING_IMAGES = 90;
    public static final int FEATURE_DIMENSION = 16;
    public static final int SEMANTIC_DIMENSION = 16;
    public static final List<String> THINGS = List.of("dog", "cat", "boat", "car", "house", "tree", "beach", "snow",
            "horse",
            "train", "bird", "child");

    private static final List<String> OTHER_WORDS = List.of("a", "and", "with", "near", "the", "zebra");
    private static final long SEED = 7;

    public static SmallWorldFiles write(Path folder) throws IOException {
        Files.createDirectories(folder);
        SmallWorldFiles world = new SmallWorldFiles(folder, folder.resolve("captions.json"),
                folder.resolve("validation.json"),
                folder.resolve("features.safetensors"), folder.resolve("vectors.txt"));
        writeCaptions(world.captions, 1, TRAINING_IMAGES);
        writeCaptions(world.validation, TRAINING_IMAGES + 1, IMAGES);
        writeFeatures(world.features, FEATURE_DIMENSION);
        Files.write(world.vectors, vectorLines());
        return world;
    }

    /** The two things that an image shows. */
    public static List<String> shown(long image) {
        SplittableRandom random = new SplittableRandom(SEED + image);
        int first = random.nextInt(THINGS.size());
        int second = (first + 1 + random.nextInt(THINGS.size() - 1)) % THINGS.size();
        return List.of(THINGS.get(first), THINGS.get(second));
    }

    /** Captions and features of the images to train on. */
    public DataFiles data() {
        return DataFiles.of(captions, features);
    }

    /** Captions and features of all images. */
    public DataFiles allData() {
        return new DataFiles(List.of(captions, validation), features, Optional.empty(),
                DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    /** COCO captions of the images from one number to another, two captions each. */
    public static void writeCaptions(Path file, int from, int to) throws IOException {
        ObjectNode coco = JsonMapper.shared().createObjectNode();
        ArrayNode images = coco.putArray("images");
        ArrayNode annotations = coco.putArray("annotations");
        for (int image = from; image <= to; image++) {
            List<String> things = shown(image);
            images.addObject().put("id", image).put("file_name", image + ".jpg").put("width", 64).put("height", 48)
                    .put("coco_url", "https://example.org/" + image + ".jpg");
            annotations.addObject().put("id", 2 * image).put("image_id", image).put("caption",
                    "A " + things.get(0) + " and a " + things.get(1) + ".");
            annotations.addObject().put("id", 2 * image + 1).put("image_id", image).put("caption",
                    "the " + things.get(1) + " near the " + things.get(0));
        }
        Files.writeString(file, JsonMapper.shared().writeValueAsString(coco));
    }

    /** Features of the images 1 to 120. */
    public static void writeFeatures(Path file, int dimension) throws IOException {
        new SafetensorsWriter().add("ids", LongStream.rangeClosed(1, IMAGES).toArray())
                .add("features", features(dimension)).writeTo(file);
    }

    /** Features of the images 1 to 120, one row each. */
    public static FloatMatrix features(int dimension) {
        FloatMatrix looks = gaussian(new SplittableRandom(SEED), THINGS.size(), dimension);
        SplittableRandom noise = new SplittableRandom(SEED + 1);
        FloatMatrix features = FloatMatrix.zeros(IMAGES, dimension);
        for (int row = 0; row < IMAGES; row++) {
            for (int column = 0; column < dimension; column++) {
                float value = (float) noise.nextGaussian() * 0.1f;
                for (String thing : shown(row + 1)) {
                    value += looks.get(THINGS.indexOf(thing), column);
                }
                features.values()[row * dimension + column] = value;
            }
        }
        return features;
    }

    /** A line a word. */
    public static List<String> vectorLines() {
        List<String> words = new ArrayList<>(OTHER_WORDS);
        words.addAll(THINGS);
        FloatMatrix vectors = gaussian(new SplittableRandom(SEED + 2), words.size(), SEMANTIC_DIMENSION);
        return IntStream.range(0, words.size()).mapToObj(row -> words.get(row) + " " + numbers(vectors, row)).toList();
    }

    private static String numbers(FloatMatrix matrix, int row) {
        return IntStream.range(0, matrix.columns())
                .mapToObj(column -> String.format(Locale.ROOT, "%.6f", matrix.get(row, column)))
                .collect(Collectors.joining(" "));
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
