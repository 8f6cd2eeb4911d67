package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.vector.FloatMatrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a command is given: one line says where it went wrong and what to do, and the earlier model and index
 * still answer. */
class BadInputIT {

    @TempDir
    static Path shared;

    private static SmallWorld world;
    private static Path collection;
    private static Map<String, Long> before;

    @TempDir
    Path temporary;

    @BeforeAll
    static void trainAndIndex() throws IOException {
        world = SmallWorld.write(shared.resolve("world"));
        collection = shared.resolve("collection");
        world.train(collection);
        world.index(collection);
        before = modelAndIndex();
    }

    @AfterEach
    void theEarlierModelAndIndexStillAnswer() throws IOException {
        assertThat(modelAndIndex()).isEqualTo(before);
        assertThat(Cli.succeed("search", "-c", collection, "dog", "-k", 1).out()).contains(" hit, exact search, ");
    }

    @Test
    void filesThatAreNotThere() {
        Path missing = temporary.resolve("100 %s.json");

        for (String option : List.of("--captions", "--features", "--vectors", "--validation-captions")) {
            assertThat(failToTrain(option, missing)).isEqualTo(missing + ": this file does not exist");
            assertThat(failToTrain(option, temporary))
                    .isEqualTo(temporary + ": expected a file, this is a folder or a device");
        }
    }

    @Test
    void truncatedGzip() throws IOException {
        Path captions = write("captions.json.gz", firstHalf(gzip(Files.readAllBytes(world.captions()))));
        Path vectors = write("vectors.txt.gz", firstHalf(gzip(Files.readAllBytes(world.vectors()))));

        String message = ": its compressed data ends early, after \\d+ unpacked bytes: it is truncated; fetch or copy it "
                + "again";
        assertThat(failToTrain("--captions", captions)).matches("\\Q" + captions + "\\E" + message);
        assertThat(failToTrain("--vectors", vectors)).matches("\\Q" + vectors + "\\E" + message);
        assertThat(failToTrain("--features", captions)).isEqualTo(captions + ": expected features: a pickle of a "
                + "dict image id -> tensor or array, a file of torch.save, .npy or safetensors, found JSON: "
                + "is it given to the wrong option?");
    }

    @Test
    void uncompressedBeyondTheBound() throws IOException {
        Path captions = write("captions.json.gz",
                gzip(bytes(" ".repeat(3 << 20) + Files.readString(world.captions()))));

        assertThat(failToTrain("--captions", captions, "--max-uncompressed", "2MiB"))
                .isEqualTo(captions + ": it unpacks to more than 2 MiB; if that is right, raise "
                        + "--max-uncompressed");
    }

    @Test
    void picklesThatCallFunctions() throws IOException {
        Path proof = temporary.resolve("proof");
        String command = "touch '" + proof + "'";
        Path evil = write("evil.pkl",
                bytes("\u0080\2cos\nsystem\nX" + (char) command.length() + "\0\0\0" + command + "\u0085R."));

        String message = evil
                + ": at byte 13 of the pickle: refused 'os.system': a file of features builds dicts, torch "
                + "tensors and numpy arrays, and nothing else is built or called; if you trust where it comes from, "
                + "load it in Python and save a dict of image id -> array again";
        assertThat(failToTrain("--features", evil)).isEqualTo(message);
        assertThat(failToIndex("--features", evil)).isEqualTo(message);
        assertThat(proof).doesNotExist();
    }

    @Test
    void picklesThatClaimTwoGibibytes() throws IOException {
        Path huge = write("huge.pkl", bytes("\u0080\3B\0\0\0\u0080."));

        assertThat(failToTrain("--features", huge)).isEqualTo(huge + ": at byte 7 it claims that 2147483648 bytes "
                + "follow, at most 1 do: it is damaged or truncated; fetch or copy it again");
    }

    @Test
    void jsonCutInTheMiddle() throws IOException {
        Path cut = write("cut.json", firstHalf(Files.readAllBytes(world.captions())));

        String message = cut
                + ": not JSON at line 1, column 9403 (byte 9402) (Unexpected end-of-input in VALUE_STRING): "
                + "it is damaged or truncated; fetch or copy it again";
        assertThat(failToTrain("--captions", cut)).isEqualTo(message);
        assertThat(failToIndex("--captions", cut)).isEqualTo(message);
    }

    @Test
    void captionsThatAreNone() throws IOException {
        Path none = write("none.json", bytes("{\"images\":[{\"id\":1}],\"annotations\":[]}"));
        Path objects = write("instances.json",
                bytes("{\"images\":[{\"id\":1}],\"annotations\":[{\"id\":1,\"image_id\":1,\"bbox\":[1,2,3,4]}]}"));

        assertThat(failToTrain("--captions", none)).isEqualTo(none + ": expected captions (\"annotations\"), found "
                + "none: training and measuring need them; 'semsearch index' and 'semsearch add' take photos without captions");
        assertThat(failToTrain("--captions", objects)).isEqualTo(objects + ": the item of \"annotations\" at line "
                + "1, column 37 (byte 36) has no \"caption\"; is this a file of objects or key points? "
                + "The one of captions is meant");
    }

    @Test
    void captionsThatSayNothing() throws IOException {
        Path blank = write("blank.json", bytes(Files.readString(world.captions())
                .replaceAll("\"caption\":\"[^\"]*\"", "\"caption\":\" \"")));

        String message = ": expected captions with known words, found none among 180 captions: are they blank, all "
                + "alike (a word of every caption has no weight), or of another language than the word vectors?";
        assertThat(failToTrain("--captions", blank)).isEqualTo("to train on" + message);
        assertThat(failToTrain("--validation-captions", blank, "--captions", world.validation()))
                .isEqualTo("to validate on" + message);
        assertThat(Cli.fail(ExitCode.DATA, "train", "-c", collection, "--captions", blank, "--features",
                world.features())).isEqualTo("word vectors of the captions: no word occurs 2 times: too "
                        + "little text to learn word vectors from; give --vectors");
        assertThat(Cli.fail(ExitCode.DATA, "evaluate", "-c", collection, "--captions", blank, "--features",
                world.features())).isEqualTo("to measure on" + message);
    }

    @Test
    void featuresOfAnotherDimension() throws IOException {
        Path other = temporary.resolve("other.safetensors");
        SmallWorld.writeFeatures(other, 24);

        String message = other + ": expected 16 features for each image, as the model was trained with, found 24: use "
                + "those of the same encoder, or train again";
        assertThat(failToIndex("--features", other)).isEqualTo(message);
        assertThat(Cli.fail(ExitCode.DATA, "evaluate", "-c", collection, "--captions", world.captions(), "--features",
                other)).isEqualTo(message);
    }

    @Test
    void featuresThatAreNoNumbers() throws IOException {
        FloatMatrix features = SmallWorld.features(SmallWorld.FEATURE_DIMENSION);
        features.values()[2 * SmallWorld.FEATURE_DIMENSION + 5] = Float.NaN;
        Path broken = temporary.resolve("nan.safetensors");
        new SafetensorsWriter().add("ids", LongStream.rangeClosed(1, SmallWorld.IMAGES).toArray())
                .add("features", features).writeTo(broken);

        String message = broken
                + ": image 3: feature 5 is NaN: features must be finite 32-bit numbers; leave the image "
                + "out, or compute it again";
        assertThat(failToTrain("--features", broken)).isEqualTo(message);
        assertThat(failToIndex("--features", broken)).isEqualTo(message);
    }

    @Test
    void featuresOfOtherImages() throws IOException {
        Path others = temporary.resolve("others.safetensors");
        new SafetensorsWriter().add("ids", LongStream.rangeClosed(1001, 1120).toArray())
                .add("features", SmallWorld.features(SmallWorld.FEATURE_DIMENSION)).writeTo(others);

        assertThat(failToTrain("--features", others)).isEqualTo(others + ": expected features of 120 images that "
                + "the captions tell of, found none among 120 images: are both of one collection?");
        assertThat(failToIndex("--features", others)).isEqualTo(world.captions() + ", " + others + ": there is "
                + "nothing to index: of 90 images, 0 have features; the features are of 120 images: are "
                + "both of one collection?");
        assertThat(Cli.fail(ExitCode.DATA, "evaluate", "-c", collection, "--captions", world.captions(), "--features",
                others)).isEqualTo(others + ": expected features of 90 images that the captions tell of, found "
                        + "none among 120 images: are both of one collection?");
    }

    @Test
    void vectorsOfMixedDimension() throws IOException {
        Path mixed = temporary.resolve("mixed.txt");
        Files.write(mixed, Stream.concat(SmallWorld.vectorLines().stream(), Stream.of("kite 1 2 3")).toList());

        assertThat(failToTrain("--vectors", mixed)).isEqualTo(mixed + ": line 19 ('kite'): expected a word and 16 "
                + "numbers, found 3 numbers; pass over such with --skip-bad-vectors");
    }

    @Test
    void vectorsOfAnotherLanguage() throws IOException {
        Path german = temporary.resolve("german.txt");
        Files.write(german, SmallWorld.vectorLines().stream().map(line -> "x" + line).toList());

        assertThat(failToTrain("--vectors", german)).isEqualTo("to train on: expected captions with known words, "
                + "found none among 180 captions: are they blank, all alike (a word of every caption has no weight), "
                + "or of another language than the word "
                + "vectors?");
        assertThat(failToTrain("--vectors", german, "--extra-words", 0))
                .isEqualTo(german + ": none of its 18 words is among those that are needed; is it of another "
                        + "language?");
    }

    @Test
    void tooFewImagesOrCaptions() throws IOException {
        Path oneImage = temporary.resolve("one image.json");
        SmallWorld.writeCaptions(oneImage, 7, 7);
        Path oneCaption = write("one caption.json", bytes("{\"images\":[{\"id\":1},{\"id\":2}],"
                + "\"annotations\":[{\"id\":1,\"image_id\":1,\"caption\":\"a dog\"}]}"));

        String found = ": expected at least 2 images with captions and features, found 1: an image is learned and "
                + "measured beside others; give more";
        assertThat(failToTrain("--captions", oneImage)).isEqualTo("to train on" + found);
        assertThat(failToTrain("--captions", oneCaption)).isEqualTo("to train on" + found);
        assertThat(failToTrain("--validation-captions", oneImage)).isEqualTo("to validate on" + found);
        assertThat(Cli.fail(ExitCode.DATA, "train", "-c", collection, "--captions", oneImage, "--features",
                world.features(), "--vectors", world.vectors()))
                .isEqualTo(oneImage + ": a share of 0.2 of 1 image leaves nothing to train or to validate "
                        + "on: give more, or --validation-captions");
        assertThat(Cli.fail(ExitCode.DATA, "train", "-c", collection, "--captions", oneCaption, "--features",
                world.features())).isEqualTo(oneCaption + ": a share of 0.2 of 2 images leaves nothing to train "
                        + "or to validate on: give more, or --validation-captions");
        assertThat(Cli.fail(ExitCode.DATA, "evaluate", "-c", collection, "--captions", oneImage, "--features",
                world.features())).isEqualTo("to measure on" + found);
    }

    @Test
    void idsThatStandForTwoImages() throws IOException {
        Path renamed = write("renamed.json", bytes(Files.readString(world.captions()).replace("90.jpg", "ninety.jpg")));

        String message = world.captions() + ", " + renamed + ": image id 90 names two files, '90.jpg' and "
                + "'ninety.jpg': collections joined into one must not share ids";
        assertThat(failToTrain("--captions", world.captions(), renamed)).isEqualTo(message);
        assertThat(failToTrain("--validation-captions", renamed)).isEqualTo(message);
        assertThat(Cli.fail(ExitCode.DATA, "index", "-c", collection, "--captions", world.captions(), renamed,
                "--features", world.features())).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --learning-rate 0        | the learning rate must be greater than 0, got 0.0
            --learning-rate NaN      | the learning rate must be greater than 0, got NaN
            --learning-rate -1       | the learning rate must be greater than 0, got -1.0
            --epochs 0               | the epochs must be at least 1, got 0
            --patience 0             | the patience must be at least 1, got 0
            --batch 0                | the batch size must be at least 1, got 0
            --validation-queries 0   | the validation queries must be at least 1, got 0
            --margin 0               | the margin is a difference of cosines: it must lie in (0, 2], got 0.0
            --margin NaN             | the margin is a difference of cosines: it must lie in (0, 2], got NaN
            --optimizer sgd --momentum 1 | the momentum must lie in [0, 1), got 1.0
            --extra-words -1         | extraWords must be at least 0, got -1
            """)
    void numbersOutOfBounds(String options, String message) {
        assertThat(Cli.fail(ExitCode.USAGE, world.trainCall(collection, (Object[]) options.split(" "))))
                .isEqualTo(message);
    }

    @Test
    void otherNumbersOutOfBounds() {
        assertThat(Cli.fail(ExitCode.USAGE, indexCall("--m", 1))).isEqualTo("m must lie between 2 and 512, got 1");
        assertThat(Cli.fail(ExitCode.USAGE, indexCall("--ef-construction", 0)))
                .isEqualTo("efConstruction must lie between 1 and 3200, got 0");
        assertThat(Cli.fail(ExitCode.USAGE, indexCall("--threads", 0))).isEqualTo("threads must be at least 1, got 0");
        assertThat(Cli.fail(ExitCode.USAGE, "evaluate", "-c", collection, "--captions", world.captions(), "--features",
                world.features(), "--margin", 3)).isEqualTo("margin must lie in (0, 2], got 3.0");
    }

    @Test
    void aBatchLargerThanTheData() {
        assertThat(world.train(temporary, "--batch", 100_000, "--epochs", 2).err()).contains("epoch  2");
    }

    @Test
    void stepsThatAreTooLarge() {
        assertThat(failToTrain("--learning-rate", "1e38")).isEqualTo("training diverged in epoch 1, step 2: the "
                + "loss is NaN; lower the learning rate (it was 1.0E38)");
    }

    @Test
    void aDeviceThatIsNotThere() {
        assertThat(failToTrain("--device", "cuda")).isEqualTo("this build has no CUDA backend: build it with 'mvn "
                + "-Pcuda -DskipTests package', or use --device cpu");
    }

    @Test
    void filesInThePlaceOfFolders() throws IOException {
        Path file = write("photos", bytes("not a folder"));
        String message = file + ": expected a folder, found a file";

        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(file))).isEqualTo(message + ": choose another with -c");
        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(file.resolve("below"))))
                .isEqualTo(message + ": choose another with -c");
        assertThat(failToIndex("--images", file)).isEqualTo(file + ": expected a folder, found a file");
        assertThat(failToIndex("--images", temporary.resolve("none")))
                .isEqualTo(temporary.resolve("none") + ": no such file or folder");
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", file, "dog")).isEqualTo(message);
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "dog", "--gallery", file.resolve("page.html")))
                .isEqualTo(message);
        assertThat(Cli.fail(ExitCode.DATA, "search", "-c", collection, "dog", "--gallery", temporary))
                .isEqualTo(temporary + ": expected a file's name, found a folder");
    }

    @Test
    void aModelThatCannotBeWritten() throws IOException {
        Path broken = temporary.resolve("broken");
        Files.createDirectories(broken);
        Files.createFile(broken.resolve("model"));

        assertThat(Cli.fail(ExitCode.DATA, world.trainCall(broken)))
                .isEqualTo(broken.resolve("model") + ": expected a folder, found a file: choose another with -c");
    }

    @Test
    void anIndexThatCannotBeWritten() throws IOException {
        Path broken = temporary.resolve("broken");
        world.train(broken, "--epochs", 1);
        Files.createFile(broken.resolve("index"));

        assertThat(Cli.fail(ExitCode.DATA, "index", "-c", broken, "--captions", world.captions(), "--features",
                world.features())).isEqualTo(broken.resolve("index") + ": expected a folder, found a file: move "
                        + "it away");
    }

    private String failToTrain(Object... options) {
        return Cli.fail(ExitCode.DATA, world.trainCall(collection, options));
    }

    private static String failToIndex(Object... options) {
        return Cli.fail(ExitCode.DATA, indexCall(options));
    }

    private static Object[] indexCall(Object... options) {
        List<Object> call = new ArrayList<>(List.of("index", "-c", collection));
        Map<String, Object> usual = new TreeMap<>(
                Map.of("--captions", world.captions(), "--features", world.features()));
        usual.keySet().removeAll(List.of(options));
        usual.forEach((option, value) -> call.addAll(List.of(option, value)));
        call.addAll(List.of(options));
        return call.toArray();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(temporary.resolve(name), content);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] firstHalf(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** Files with their sizes. */
    private static Map<String, Long> modelAndIndex() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        for (String folder : List.of("model", "index")) {
            try (Stream<Path> paths = Files.list(collection.resolve(folder))) {
                for (Path path : paths.toList()) {
                    files.put(path.getFileName().toString(), Files.size(path));
                }
            }
        }
        return files;
    }
}
