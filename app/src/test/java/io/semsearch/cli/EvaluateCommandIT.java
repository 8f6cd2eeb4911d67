package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.evaluation.QueryForm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

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
        JsonNode measured = json.get("queryForms").get(Measurement.key(form));

        assertThat(measured.propertyNames()).containsExactly("queries", "failed", "recallAt1", "recallAt5",
                "recallAt10", "medianRank", "meanRank", "meanReciprocalRank");
        assertThat(measured.get("queries").intValue()).isEqualTo(60);
    }

    /** The sentences of this world tell two things and little else; a typo makes one of them unknown. */
    @Test
    void keywordsSayAsMuchAndTyposLess() {
        double verbatim = recallAt5("verbatim");

        assertThat(recallAt5("keywords")).isGreaterThan(0.9);
        assertThat(recallAt5("typo")).isLessThan(verbatim - 0.1);
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
        assertThat(html).contains("<td>text to image</td>", "<td>keywords</td>", "the first 10 answers: skewness",
                "src=\"../the%20pictures/", "its image: rank 1 of 30").doesNotContain("<script", "no picture here");
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
        Files.createDirectories(bare.resolve("model"));
        try (var files = Files.list(collection.resolve("model"))) {
            for (Path file : files.toList()) {
                Files.copy(file, bare.resolve("model").resolve(file.getFileName()));
            }
        }
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
