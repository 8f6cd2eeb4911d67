package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code add}, {@code remove} and {@code optimize} on an index of 12 images. */
class ChangeCommandsTest {

    private static final int IMAGES = 12;

    @TempDir
    Path temporary;

    private Path collection;
    private Path features;
    private TestCollection circle;

    @BeforeEach
    void index() throws IOException {
        collection = temporary.resolve("collection");
        circle = TestCollection.circle(collection, IMAGES);
        circle.index();
        ImageFeatures larger = TestCollection.circle(temporary.resolve("larger"), 20).features();
        features = temporary.resolve("features.safetensors");
        writeFeatures(features, larger.imageIds(), larger.matrix());
    }

    @Test
    void addTellsWhatWasAddedReplacedAndLeftOut() throws IOException {
        Path captions = captions("captions_new.json", 11, 15, 99);
        Path pictures = Files.createDirectory(temporary.resolve("pictures"));
        Files.createFile(pictures.resolve("13.jpg"));

        Cli run = Cli.succeed("add", "-c", collection, "--captions", captions, "--features", features, "--images",
                pictures);

        assertThat(run.out().lines().toList()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("index    " + collection.resolve("index")),
                line -> assertThat(line).matches("added    3 images, in \\d+\\.\\d s"),
                line -> assertThat(line).isEqualTo("replaced 2 images"),
                line -> assertThat(line).isEqualTo("left out 1 image without features, 0 with features that are all "
                        + "0, features of 15 images without captions"),
                line -> assertThat(line).isEqualTo("files    1 found here; 4 photos known by URL or not at all"));
        assertThat(run.err()).isEmpty();
        assertThat(Cli.succeed("show", "-c", collection, 1).out()).contains("at place 1");
        assertThat(Cli.succeed("show", "-c", collection, 12, 15).out()).contains("new 12", "new 15")
                .doesNotContain("at place");
        assertThat(Cli.succeed("info", "-c", collection).out())
                .contains("15 images; segments: 2; deleted documents: 2");
    }

    @Test
    void addPrintsJson() throws IOException {
        JsonNode json = Cli.succeed("add", "-c", collection, "--captions", captions("new.json", 12, 14), "--features",
                features, "--format", "json").json();

        assertThat(json.propertyNames()).containsExactly("index", "added", "replaced", "imagesWithoutFeatures",
                "imagesWithoutDirection", "featuresWithoutImage", "imagesWithoutPicture", "seconds");
        assertThat(json.get("index").stringValue()).isEqualTo(collection.resolve("index").toString());
        assertThat(json.get("added").intValue()).isEqualTo(2);
        assertThat(json.get("replaced").intValue()).isEqualTo(1);
        assertThat(json.get("featuresWithoutImage").intValue()).isEqualTo(17);
        assertThat(json.get("imagesWithoutPicture").intValue()).isEqualTo(3);
        assertThat(json.get("seconds").doubleValue()).isPositive();
    }

    @Test
    void addRefusesWhatDoesNotFit() throws IOException {
        Path captions = captions("new.json", 12, 14);
        Path longer = temporary.resolve("longer.safetensors");
        writeFeatures(longer, new long[]{12}, FloatMatrix.wrap(1, 4, new float[]{1, 1, 1, 1}));
        Path others = temporary.resolve("others.safetensors");
        writeFeatures(others, new long[]{70}, FloatMatrix.wrap(1, 3, new float[]{1, 1, 1}));

        assertThat(Cli.fail(ExitCode.DATA, "add", "-c", collection, "--captions", captions, "--features", longer))
                .isEqualTo(longer + ": expected 3 features for each image, as the model was trained with, found 4: "
                        + "use those of the same encoder, or train again");
        Path encodedOtherwise = temporary.resolve("encoded otherwise.safetensors");
        new SafetensorsWriter().metadata("encoder", "other").add("ids", new long[]{12})
                .add("features", FloatMatrix.wrap(1, 3, new float[]{1, 1, 1})).writeTo(encodedOtherwise);
        assertThat(Cli.fail(ExitCode.DATA, "add", "-c", collection, "--captions", captions, "--features",
                encodedOtherwise))
                .isEqualTo(encodedOtherwise + ": the model was trained on features of the encoder test, got those of "
                        + "other: use features of the same encoder, or make a new collection");
        assertThat(Cli.fail(ExitCode.DATA, "add", "-c", collection, "--captions", captions, "--features", others))
                .isEqualTo(captions + ", " + others + ": there is nothing to index: of 3 images, 0 have features; "
                        + "the features are of 1 images: are both of one collection?");
        assertThat(Cli.succeed("info", "-c", collection).out()).contains("12 images; segments: 1");
    }

    @Test
    void removeTellsWhatIsGoneAndWhatWasNotThere() {
        assertThat(Cli.succeed("remove", "-c", collection, 3, 70, 2, 3).out().lines()).containsExactly(
                "index    " + collection.resolve("index"), "removed  2 images: 2, 3", "unknown  1 image: 70");

        JsonNode json = Cli.succeed("remove", "-c", collection, 4, 3, "--format", "json").json();
        assertThat(json.propertyNames()).containsExactly("index", "removed", "unknown");
        assertThat(json.get("removed").toString()).isEqualTo("[4]");
        assertThat(json.get("unknown").toString()).isEqualTo("[3]");
        assertThat(Cli.fail(ExitCode.DATA, "show", "-c", collection, 4)).contains("image 4 is not in the index");
    }

    @Test
    void removeRefusesWhatIsNotThere() {
        assertThat(Cli.fail(ExitCode.DATA, "remove", "-c", collection, 70, 80)).isEqualTo(collection.resolve("index")
                + ": nothing to remove, it does not have 2 images: 70, 80: 'semsearch search' prints the ids that "
                + "it has");
        List<Object> many = new ArrayList<>(List.of("remove", "-c", collection));
        LongStream.range(101, 124).forEach(many::add);
        assertThat(Cli.fail(ExitCode.DATA, many.toArray())).contains("23 images: 101, 102, ", ", 120 and 3 more");
    }

    @Test
    void optimizeTellsWhatBecameOfTheIndex() throws IOException {
        change();

        assertThat(Cli.succeed("optimize", "-c", collection).out().lines().toList()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("index    " + collection.resolve("index")),
                line -> assertThat(line).matches("images   13, in \\d+\\.\\d s"),
                line -> assertThat(line).isEqualTo("segments 1, before 2"),
                line -> assertThat(line).isEqualTo("deleted  0 documents, before 2"),
                line -> assertThat(line).matches("size     \\d.* KiB, before \\d.* KiB"));
        assertThat(Cli.succeed("info", "-c", collection).out())
                .contains("13 images; segments: 1; deleted documents: 0");
    }

    @Test
    void optimizePrintsJson() throws IOException {
        change();

        JsonNode json = Cli.succeed("optimize", "-c", collection, "--format", "json").json();

        assertThat(json.propertyNames()).containsExactly("index", "images", "before", "after", "seconds");
        assertThat(json.get("images").intValue()).isEqualTo(13);
        for (String moment : List.of("before", "after")) {
            assertThat(json.get(moment).propertyNames()).containsExactlyInAnyOrder("segments", "deletedDocuments",
                    "bytes");
        }
        assertThat(json.get("before").get("segments").intValue()).isEqualTo(2);
        assertThat(json.get("before").get("deletedDocuments").intValue()).isEqualTo(2);
        assertThat(json.get("after").get("segments").intValue()).isEqualTo(1);
    }

    @Test
    void nothingIsChangedWithoutAnIndexOrBesideAnotherWriter() throws IOException {
        Path captions = captions("new.json", 12, 14);
        Object[][] commands = {{"add", "--captions", captions, "--features", features, "-c"}, {"remove", 1, "-c"},
                {"optimize", "-c"}};
        Path bare = temporary.resolve("bare");
        TestCollection.circle(bare, 2);
        for (Object[] command : commands) {
            assertThat(Cli.fail(ExitCode.DATA, with(command, bare)))
                    .isEqualTo(bare.resolve("index") + ": no index here: run 'semsearch index' first");
            assertThat(Cli.fail(ExitCode.DATA, with(command, temporary.resolve("nothing"))))
                    .startsWith(temporary.resolve("nothing") + ": there is no collection here");
        }
        try (ImageCollection writing = circle.open()) {
            for (Object[] command : commands) {
                assertThat(Cli.fail(ExitCode.DATA, with(command, collection))).isEqualTo(collection.resolve("index")
                        + ": another process is writing this index: wait until it has ended");
            }
            assertThat(writing.remove(List.of(70L)).unknown()).containsExactly(70L);
        }
    }

    @Test
    void nothingIsChangedInAnIndexOfAnotherModel() throws IOException {
        TestCollection.writeModel(collection, FloatMatrix.wrap(3, 2, new float[]{0, 1, 1, 0, 0, 0}));

        for (Object[] command : new Object[][]{{"remove", 1, "-c"}, {"optimize", "-c"}}) {
            assertThat(Cli.fail(ExitCode.DATA, with(command, collection)))
                    .matches("\\Q" + collection.resolve("index") + "\\E: index was built with model [0-9a-f]{12}, "
                            + "model [0-9a-f]{12} was loaded: run 'semsearch index' again");
        }
    }

    private void change() throws IOException {
        Cli.succeed("add", "-c", collection, "--captions", captions("new.json", 12, 14), "--features", features);
        Cli.succeed("remove", "-c", collection, 1);
    }

    /** Captions of the images from one number to another, and of some more. */
    private Path captions(String name, int from, int to, long... more) throws IOException {
        ObjectNode coco = JsonMapper.shared().createObjectNode();
        ArrayNode images = coco.putArray("images");
        ArrayNode annotations = coco.putArray("annotations");
        LongStream.concat(LongStream.rangeClosed(from, to), LongStream.of(more)).forEach(id -> {
            images.addObject().put("id", id).put("file_name", id + ".jpg");
            annotations.addObject().put("id", id).put("image_id", id).put("caption", "new " + id);
        });
        return Files.writeString(temporary.resolve(name), JsonMapper.shared().writeValueAsString(coco));
    }

    private static void writeFeatures(Path file, long[] ids, FloatMatrix matrix) throws IOException {
        new SafetensorsWriter().metadata("encoder", "test").add("ids", ids).add("features", matrix).writeTo(file);
    }

    private static Object[] with(Object[] words, Object last) {
        return IntStream.rangeClosed(0, words.length).mapToObj(i -> i < words.length ? words[i] : last).toArray();
    }
}
