package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import io.semsearch.cli.output.MeasurementJson;
import io.semsearch.cli.reports.EvaluationCharts;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.evaluation.QueryForm;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.text.CaptionEmbedding;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code evaluate} measures beside ranks, and its page. */
class EvaluateCommandIT {

    private static final Pattern PLOT = Pattern
            .compile("<img class=\"plot\" src=\"data:image/png;base64,([^\"]+)\" alt=\"([^\"]+)\">");

    @TempDir
    static Path temporary;

    private static SmallWorld world;
    private static Path collection;
    private static JsonNode json;

    @BeforeAll
    static void train() throws IOException {
        world = SmallWorld.write(temporary.resolve("world"));
        collection = temporary.resolve("collection");
        world.train(collection);
        json = evaluate("--format", "json").json();
    }

    @ParameterizedTest
    @EnumSource
    void everyFormIsMeasuredOnEveryCaption(QueryForm form) {
        JsonNode measured = json.get("queryForms").get(MeasurementJson.key(form));

        assertThat(measured.propertyNames()).containsExactly("queries", "failed", "recallAt1", "recallAt5",
                "recallAt10", "medianRank", "meanRank", "meanReciprocalRank");
        assertThat(measured.get("queries").intValue()).isEqualTo(60);
    }

    /** The sentences of this world say two things and little else. Most typing errors are read as the word that was
     * meant. */
    @Test
    void keywordsSayAsMuchAndTyposALittleLess() {
        double verbatim = recallAt5("verbatim");

        assertThat(recallAt5("keywords")).isGreaterThan(0.9);
        assertThat(recallAt5("typo")).isBetween(verbatim - 0.1, verbatim - 0.01);
        assertThat(verbatim).isEqualTo(json.get("textToImage").get("recallAt5").doubleValue());
    }

    @Test
    void chanceIsThatOfTheGallery() {
        assertThat(json.get("chance").get("recallAt10").doubleValue()).isEqualTo(10 / 30.0);
        assertThat(json.get("chance").get("medianRank").doubleValue()).isEqualTo(15.5);
    }

    @Test
    void metricsLieWithinTheirIntervals() {
        assertThat(json.get("confidence95").get("resamples").intValue()).isEqualTo(1000);
        for (String direction : List.of("textToImage", "imageToText")) {
            for (String metric : List.of("recallAt1", "recallAt5", "recallAt10", "meanReciprocalRank")) {
                JsonNode interval = json.get("confidence95").get(direction).get(metric);
                assertThat(json.get(direction).get(metric).doubleValue()).as("%s of %s", metric, direction)
                        .isBetween(interval.get("low").doubleValue(), interval.get("high").doubleValue());
            }
        }
    }

    @Test
    void hubsAreNamed() {
        JsonNode hubness = json.get("hubness");

        assertThat(hubness.propertyNames()).containsExactly("k", "kSkewness", "antihubShare", "hubs");
        assertThat(hubness.get("hubs").size()).isEqualTo(10);
        assertThat(hubness.get("hubs").get(0).get("imageId").intValue()).isBetween(91, 120);
        assertThat(hubness.get("hubs").get(0).get("kOccurrence").intValue())
                .isGreaterThanOrEqualTo(hubness.get("hubs").get(9).get("kOccurrence").intValue());
    }

    @Test
    void hubsAreHeldBackInEachWay() {
        JsonNode corrections = json.get("hubCorrection");

        assertThat(corrections.propertyNames()).containsExactly("none", "csls", "qbNorm");
        for (JsonNode corrected : corrections) {
            assertThat(corrected.propertyNames()).containsExactly("recallAt1", "recallAt5", "recallAt10", "medianRank",
                    "meanRank", "meanReciprocalRank", "kSkewness", "antihubShare");
            assertThat(corrected.get("recallAt5").doubleValue()).isGreaterThan(0.5);
        }
        JsonNode none = corrections.get("none");
        assertThat(none.get("kSkewness")).isEqualTo(json.at("/hubness/kSkewness"));
        assertThat(none.get("antihubShare")).isEqualTo(json.at("/hubness/antihubShare"));
        json.get("textToImage").forEachEntry((metric, value) -> assertThat(none.get(metric)).isEqualTo(value));
        assertThat(evaluate().out()).containsPattern("(?m)^hub correction +R@1 .* N_10 skewness +in no list$")
                .containsPattern("(?m)^none +\\d").containsPattern("(?m)^csls +\\d")
                .containsPattern("(?m)^qb-norm +\\d");
    }

    /** What is told is what the model's captions tell of the gallery's images. */
    @Test
    void penaltiesAreThoseOfTheModelsCaptions() throws IOException {
        ModelArtifact model = ModelReader.read(collection.resolve("model"));
        CaptionBank bank = model.readCaptionBank().orElseThrow();
        long[] ids = LongStream.rangeClosed(91, 120).toArray();
        FloatMatrix features = SmallWorld.features(SmallWorld.FEATURE_DIMENSION).rowRange(90, 120);
        FloatMatrix images = model.projection().projectAll(ImageFeatures.of(ids, features));
        HubPenalties penalties = HubPenalties.of(images, ids, bank.embed(model.captionEmbedder()));
        double ofCsls = LongStream.rangeClosed(91, 120).boxed().flatMap(image -> {
            List<String> shown = SmallWorld.shown(image);
            return Stream.of("A " + shown.get(0) + " and a " + shown.get(1) + ".",
                    "the " + shown.get(1) + " near the " + shown.get(0))
                    .map(caption -> 1.0 / rank(model.captionEmbedder().embed(caption), image, images, penalties));
        }).mapToDouble(Double::doubleValue).average().orElseThrow();

        assertThat(bank.captions()).hasSize(180).allMatch(caption -> caption.imageId() <= 90);
        // two images may show the same two things, and be as near to their captions to the last digit
        assertThat(json.at("/hubCorrection/csls/meanReciprocalRank").doubleValue()).isCloseTo(ofCsls, within(1e-3));
        assertThat(json.at("/hubCorrection/csls/meanReciprocalRank"))
                .isNotEqualTo(json.at("/hubCorrection/none/meanReciprocalRank"));
    }

    @Test
    void aModelWithoutCaptionsTellsWhatToDo() throws IOException {
        Path bare = temporary.resolve("without captions");
        copyModel(bare);
        Path file = bare.resolve("model/model.json");
        ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(file);
        ((ObjectNode) manifest.get("parts")).remove("captions");
        manifest.remove("sha256");
        Files.writeString(file, manifest.toString());
        Path page = temporary.resolve("without captions.html");

        assertThat(Cli.succeed("evaluate", "-c", bare, "--captions", world.validation(), "--features",
                world.features(), "--report", page).out()).endsWith(
                        "hub correction  none: the model keeps no training captions to tell hubs by; train again"
                                + System.lineSeparator());
        assertThat(Files.readString(page)).contains("They cannot be corrected: the model keeps no training captions")
                .doesNotContain("<td>csls</td>");
        JsonNode uncorrected = Cli.succeed("evaluate", "-c", bare, "--captions", world.validation(), "--features",
                world.features(), "--format", "json").json();
        assertThat(uncorrected.get("hubCorrection").propertyNames()).containsExactly("none");
        assertThat(uncorrected.get("textToImage")).isEqualTo(json.get("textToImage"));
    }

    @Test
    void aModelWithFewCaptionsTellsWhatToDo() throws IOException {
        Path few = temporary.resolve("few captions");
        ModelArtifact model = ModelReader.read(collection.resolve("model"));
        CaptionBank bank = new CaptionBank(model.readCaptionBank().orElseThrow().captions().subList(0, 5));
        ModelWriter.write(few.resolve("model"), new ModelDraft(model.projection(), model.captionEmbedder(),
                model.manifest().encoder(), model.manifest().training(), model.manifest().metrics(),
                Optional.of(bank), Optional.empty()), "a test");

        assertThat(Cli.succeed("evaluate", "-c", few, "--captions", world.validation(), "--features",
                world.features()).out()).contains("hub correction  none: the model keeps only 5 training captions with "
                        + "a known word, too few to tell hubs by; train again, on more captions");
    }

    @Test
    void theFormsCanBeLeftOut() {
        Cli run = evaluate("--form-queries", 0);

        assertThat(run.out()).doesNotContain("keywords").contains("hubness");
        assertThat(evaluate("--form-queries", 0, "--format", "json").json().has("queryForms")).isFalse();
        assertThat(evaluate("--form-queries", 20, "--format", "json").json().at("/queryForms/typo/queries").intValue())
                .isEqualTo(20);
    }

    @Test
    void thePageHoldsTablesPlotsAndPictures() throws IOException {
        Path pictures = Files.createDirectories(temporary.resolve("the pictures"));
        for (int image = 91; image <= 120; image++) {
            Files.createFile(pictures.resolve(image + ".jpg"));
        }
        Path page = temporary.resolve("reports/a report.html");

        Cli run = evaluate("--report", page, "--images", pictures);

        assertThat(run.err()).contains("report: " + page.toUri());
        String html = Files.readString(page);
        assertThat(html)
                .contains("<td>text to image</td>", "<td>keywords</td>", "<td>csls</td>",
                        "the first 10 answers: skewness",
                        "src=\"../the%20pictures/", "its photo: rank 1 of 30")
                .doesNotContain("<script", "no photo here");
        List<String> plots = PLOT.matcher(html).results().map(plot -> plot.group(2)).toList();
        assertThat(plots).containsExactly("recall over k", "histogram of ranks", "histogram of N_10",
                "curves by epoch", "curves by epoch", "curves by epoch");
        byte[] png = Base64.getDecoder().decode(
                PLOT.matcher(html).results().findFirst().orElseThrow().group(1));
        BufferedImage plot = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(plot.getWidth()).isEqualTo(EvaluationCharts.WIDTH);
    }

    @Test
    void aCollectionWithoutTrainingReportsHasNoCurves() throws IOException {
        Path bare = temporary.resolve("bare");
        copyModel(bare);
        Path page = temporary.resolve("bare.html");

        Cli.succeed("evaluate", "-c", bare, "--captions", world.validation(), "--features", world.features(),
                "--report", page);

        assertThat(PLOT.matcher(Files.readString(page)).results().count()).isEqualTo(3);
    }

    @Test
    void badCallsAreTold() throws IOException {
        assertThat(failingEvaluate(ExitCode.USAGE, "--form-queries", -1)).contains("cannot be fewer than 0");
        assertThat(failingEvaluate(ExitCode.DATA, "--images", temporary.resolve("nowhere")))
                .isEqualTo(temporary.resolve("nowhere") + ": no such file or folder");
        assertThat(failingEvaluate(ExitCode.DATA, "--report", Files.createDirectories(temporary.resolve("a folder"))))
                .isEqualTo(temporary.resolve("a folder") + ": expected a file's name, found a folder");
    }

    private static void copyModel(Path to) throws IOException {
        Files.createDirectories(to.resolve("model"));
        try (var files = Files.list(collection.resolve("model"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve("model").resolve(file.getFileName()));
            }
        }
    }

    /** Among the images 91 to 120, by cosine less what CSLS makes them pay. */
    private static int rank(CaptionEmbedding query, long image, FloatMatrix images, HubPenalties penalties) {
        FloatMatrix vector = FloatMatrix.zeros(1, images.columns());
        query.copyVectorTo(vector.values(), 0);
        double[] values = IntStream.range(0, images.rows()).mapToDouble(
                row -> vector.dotRows(0, images, row) - penalties.get(HubnessCorrection.CSLS, row)).toArray();
        return 1 + (int) Arrays.stream(values).filter(value -> value > values[(int) image - 91]).count();
    }

    private static double recallAt5(String form) {
        return json.at("/queryForms/" + form + "/recallAt5").doubleValue();
    }

    private static Cli evaluate(Object... options) {
        return Cli.succeed(call(options));
    }

    private static String failingEvaluate(int exitCode, Object... options) {
        return Cli.fail(exitCode, call(options));
    }

    private static Object[] call(Object... options) {
        Object[] call = {"evaluate", "-c", collection, "--captions", world.validation(), "--features",
                world.features()};
        Object[] all = Arrays.copyOf(call, call.length + options.length);
        System.arraycopy(options, 0, all, call.length, options.length);
        return all;
    }
}
