package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From a user's files to answers: train, evaluate, index, search. */
class WholeWayIT {

    private static final String[] METRICS = {"recallAt1", "recallAt5", "recallAt10", "medianRank", "meanRank",
            "meanReciprocalRank"};

    @TempDir
    static Path temporary;

    private static SmallWorld world;
    private static Path collection;
    private static Cli training;
    private static Cli indexing;

    @BeforeAll
    static void trainAndIndex() throws IOException {
        world = SmallWorld.write(temporary.resolve("a world"));
        collection = temporary.resolve("a collection");
        training = world.train(collection);
        indexing = world.index(collection);
    }

    @Test
    void trainingTellsWhatItDoes() {
        assertThat(training.err().lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0)).matches("training on CPU, \\d+ threads? \\(.*\\)");
            assertThat(lines.get(1)).isEqualTo(world.features() + " does not name its encoder: name it with "
                    + "--encoder, so that features of other encoders are refused");
            assertThat(lines.get(2)).isEqualTo("word vectors: 16 of the captions' 16 words, and 2 others, 16 values "
                    + "each (18 in the file)");
            assertThat(lines.get(3)).isEqualTo("to train on: 90 images, 180 captions");
            assertThat(lines.get(4)).isEqualTo("to validate on: 30 images, 60 captions");
            assertThat(lines.get(5)).matches("epoch  1: [\\d,]+ captions/s, training loss 0\\.\\d{4}, right order "
                    + "\\d+\\.\\d %, MRR 0\\.\\d{4} among 90 images; validation loss 0\\.\\d{4}, right order "
                    + "\\d+\\.\\d %, among 30 images R@1/5/10 \\d+\\.\\d/\\d+\\.\\d/\\d+\\.\\d %, median rank \\d+, "
                    + "mean \\d+\\.\\d, MRR 0\\.\\d{4} \\(best\\)");
            assertThat(lines).hasSize(5 + SmallWorld.EPOCHS);
        });
    }

    @Test
    void trainingEndsWithASummary() {
        assertThat(training.out().lines().toList()).satisfiesExactly(
                line -> assertThat(line)
                        .matches("model    \\Q" + collection.resolve("model") + "\\E \\([0-9a-f]{12}\\)"),
                line -> assertThat(line).matches("best     epoch \\d of " + SmallWorld.EPOCHS),
                line -> assertThat(line).matches("triplets \\d+\\.\\d % right, loss 0\\.\\d{4}"),
                line -> assertThat(line).matches("ranks    R@1 .* %, R@5 .* %, R@10 .* %, median rank .*, MRR 0\\..*"),
                line -> assertThat(line)
                        .isEqualTo("         (60 captions, each looking for its own among 30 validation images)"),
                line -> assertThat(line)
                        .isEqualTo("reports  " + collection.resolve("reports")));
    }

    @Test
    void aModelIsLearned() {
        JsonNode metrics = evaluate(world.validation());

        assertThat(metrics.get("tripletAccuracy").doubleValue()).isGreaterThan(0.9);
        assertThat(metrics.get("textToImage").get("recallAt5").doubleValue()).isGreaterThan(0.9);
        assertThat(metrics.get("imageToText").get("recallAt5").doubleValue()).isGreaterThan(0.9);
    }

    @Test
    void evaluatePrintsTheContract() {
        JsonNode json = evaluate(world.validation());

        assertThat(json.propertyNames()).containsExactly("gallerySize", "queries", "captionsWithoutEmbedding",
                "tripletAccuracy", "loss", "textToImage", "imageToText", "chance", "confidence95", "queryForms",
                "hubness", "hubCorrection");
        assertThat(json.get("gallerySize").intValue()).isEqualTo(30);
        assertThat(json.get("queries").intValue()).isEqualTo(60);
        assertThat(json.get("captionsWithoutEmbedding").intValue()).isZero();
        assertThat(json.get("tripletAccuracy").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.get("loss").doubleValue()).isBetween(0.0, 2.25);
        for (String direction : List.of("textToImage", "imageToText")) {
            JsonNode ranks = json.get(direction);
            assertThat(ranks.propertyNames()).containsExactly(METRICS);
            assertThat(ranks.get("recallAt1").doubleValue()).isBetween(0.0, ranks.get("recallAt5").doubleValue());
            assertThat(ranks.get("recallAt5").doubleValue()).isBetween(0.0, ranks.get("recallAt10").doubleValue());
            assertThat(ranks.get("recallAt10").doubleValue()).isBetween(0.0, 1.0);
            assertThat(ranks.get("medianRank").doubleValue()).isBetween(1.0, 60.0);
            assertThat(ranks.get("meanRank").doubleValue()).isBetween(1.0, 60.0);
            assertThat(ranks.get("meanReciprocalRank").doubleValue()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void evaluatePrintsATable() {
        Cli run = Cli.succeed("evaluate", "-c", collection, "--captions", world.validation(), "--features",
                world.features());

        assertThat(run.out().lines().toList()).satisfiesExactly(
                line -> assertThat(line)
                        .isEqualTo("gallery   30 images, 60 captions (0 without a known word left out)"),
                line -> assertThat(line).matches("triplets  \\d+\\.\\d % in the right order, loss 0\\.\\d{4} "
                        + "\\(60 triplets, one for each caption\\)"),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line).matches(" +R@1 +R@5 +R@10  median rank  mean rank +MRR"),
                line -> assertThat(line).matches("text to image( +\\d+\\.\\d %){3}( +\\d+\\.\\d){2} +\\d\\.\\d{4}"),
                line -> assertThat(line)
                        .matches("  95 % interval( +\\d+\\.\\d-\\d+\\.\\d %){3} +\\d\\.\\d{3}-\\d\\.\\d{3}"),
                line -> assertThat(line).startsWith("image to text "),
                line -> assertThat(line).startsWith("  95 % interval "),
                line -> assertThat(line)
                        .matches("chance, text to image +3\\.3 % +16\\.7 % +33\\.3 % +15\\.5 +15\\.5 .*"),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line).matches(" +R@1 +R@5 +R@10  median rank  mean rank +MRR +failed"),
                line -> assertThat(line).matches("captions verbatim .* 0 of 60"),
                line -> assertThat(line).matches("keywords .* 0 of 60"),
                line -> assertThat(line).startsWith("first three keywords "),
                line -> assertThat(line).startsWith("with a typo "),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line)
                        .matches("hubness   of the first 10 answers: skewness -?\\d\\.\\d\\d, \\d+\\.\\d % "
                                + "of images in no list; most: image \\d+ in \\d+, .*"),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line).matches("hub correction +R@1 +R@5 +R@10  median rank  mean rank +MRR  "
                        + "N_10 skewness  in no list"),
                line -> assertThat(line)
                        .matches("none( +\\d+\\.\\d %){3}( +\\d+\\.\\d){2} +\\d\\.\\d{4}"
                                + " +-?\\d\\.\\d\\d +\\d+\\.\\d %"),
                line -> assertThat(line).startsWith("csls "),
                line -> assertThat(line).startsWith("qb-norm "));
        assertThat(run.err().lines()).containsExactly(unchecked(),
                "left out: 90 images with features but without captions",
                "to measure on: 30 images, 60 captions");
    }

    @Test
    void evaluateAgreesWithTraining() {
        JsonNode json = evaluate(world.validation());
        JsonNode trained = Cli.succeed("info", "-c", collection, "--format", "json").json().get("model")
                .get("metrics");

        assertThat(trained.get("gallerySize")).isEqualTo(json.get("gallerySize"));
        assertThat(trained.get("queries")).isEqualTo(json.get("queries"));
        for (String metric : List.of("recallAt1", "recallAt10", "medianRank", "meanReciprocalRank")) {
            assertThat(trained.get(metric)).as(metric).isEqualTo(json.get("textToImage").get(metric));
        }
    }

    @Test
    void evaluateDrawsItsTripletsBySeed() {
        Object[] call = {"evaluate", "-c", collection, "--captions", world.captions(), "--features", world.features(),
                "--margin", 1.5, "--format", "json", "--seed"};

        assertThat(Cli.succeed(with(call, 3)).json()).isEqualTo(Cli.succeed(with(call, 3)).json());
        assertThat(Cli.succeed(with(call, 4)).json().get("loss"))
                .isNotEqualTo(Cli.succeed(with(call, 3)).json().get("loss"));
    }

    @Test
    void indexingEndsWithASummary() {
        assertThat(indexing.out().lines().toList()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("index    " + collection.resolve("index")),
                line -> assertThat(line).matches("images   120, in \\d+\\.\\d s"),
                line -> assertThat(line).isEqualTo("left out 0 images without features, 0 with features that are all "
                        + "0, features of 0 images without captions"),
                line -> assertThat(line).isEqualTo("files    0 found here; 120 photos known by URL or not at all"));
        assertThat(indexing.err().lines()).containsExactly(unchecked());
    }

    private static String unchecked() {
        return "neither " + world.features() + " nor the model names an encoder: only the number of values was "
                + "compared, 16";
    }

    @Test
    void indexingPrintsJson() throws IOException {
        Path copy = temporary.resolve("copy");
        world.train(copy);
        Path pictures = Files.createDirectory(temporary.resolve("pictures"));
        Files.createFile(pictures.resolve("95.jpg"));

        JsonNode json = Cli.succeed("index", "-c", copy, "--captions", world.validation(), "--features",
                world.features(), "--images", pictures, "--m", 4, "--ef-construction", 20, "--threads", 2, "--format",
                "json").json();

        assertThat(json.propertyNames()).containsExactly("index", "images", "imagesWithoutFeatures",
                "imagesWithoutDirection", "featuresWithoutImage", "imagesWithoutPicture", "seconds");
        assertThat(json.get("index").stringValue()).isEqualTo(copy.resolve("index").toString());
        assertThat(json.get("images").intValue()).isEqualTo(30);
        assertThat(json.get("featuresWithoutImage").intValue()).isEqualTo(90);
        assertThat(json.get("imagesWithoutPicture").intValue()).isEqualTo(29);
        assertThat(json.get("seconds").doubleValue()).isPositive();
        assertThat(Cli.succeed("info", "-c", copy).out()).contains("30 images; segments: 1", "m 4, efConstruction 20");
    }

    @ParameterizedTest
    @CsvSource({"a dog and a boat, dog, boat", "snow near the house, snow, house", "a child and a bird, child, bird"})
    void theBestHitShowsWhatWasAskedFor(String sentence, String first, String second) {
        JsonNode hit = Cli.succeed("search", "-c", collection, sentence, "--format", "json").json().get("hits").get(0);

        assertThat(SmallWorld.shown(hit.get("imageId").longValue())).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void similarImagesShareTheirThings() {
        JsonNode hits = Cli.succeed("similar", "-c", collection, 7, "-k", 3, "--format", "json").json().get("hits");

        assertThat(hits.valueStream().map(hit -> hit.get("imageId").longValue())).doesNotContain(7L)
                .allSatisfy(image -> assertThat(SmallWorld.shown(image)).containsAnyElementsOf(SmallWorld.shown(7)));
    }

    @Test
    void extraWordsCanBeAskedFor() {
        JsonNode known = Cli.succeed("search", "-c", collection, "zebra", "--format", "json").json();

        assertThat(known.get("unknownWords")).as("a word of the vectors, and of no caption").isEmpty();
    }

    private static JsonNode evaluate(Path captions) {
        return Cli.succeed("evaluate", "-c", collection, "--captions", captions, "--features", world.features(),
                "--format", "json").json();
    }

    private static Object[] with(Object[] words, Object last) {
        Object[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }
}
