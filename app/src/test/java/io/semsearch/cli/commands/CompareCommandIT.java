package io.semsearch.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandIT {

    @TempDir
    static Path temporary;

    private static Path plain;
    private static Path wide;

    @BeforeAll
    static void train() throws IOException {
        SmallWorld world = SmallWorld.write(temporary.resolve("world"));
        plain = temporary.resolve("plain");
        wide = temporary.resolve("wide");
        world.train(plain);
        world.train(wide, "--margin", 0.5, "--epochs", 4);
    }

    @Test
    void modelsStandSideBySide() {
        Cli run = Cli.succeed("compare", plain, wide);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("model +[0-9a-f]{12} +[0-9a-f]{12}")
                .containsPattern("size +\\d+\\.\\d KiB +\\d+\\.\\d KiB")
                .containsPattern("recallAt1 .* %\\RrecallAt5 .* %\\RrecallAt10 +.* % +.* %\\RmedianRank ")
                .containsPattern("trainingSeconds +\\d+\\.\\d s +\\d+\\.\\d s")
                .containsPattern("options that differ\\R  epochs +8 +4\\R  margin +0.25 +0.5\\R$")
                .doesNotContain("batchSize");
    }

    @Test
    void comparesAsJson() {
        JsonNode json = Cli.succeed("compare", plain, wide, plain, "--format", "json").json();

        assertThat(json.propertyNames()).containsExactly("models", "differingOptions");
        assertThat(json.get("models").size()).isEqualTo(3);
        JsonNode first = json.at("/models/0");
        assertThat(first.propertyNames()).containsExactly("collection", "fingerprint", "bytes", "featureDimension",
                "semanticDimension", "encoder", "training", "metrics");
        assertThat(first.get("collection").stringValue()).isEqualTo(plain.toString());
        assertThat(first.at("/metrics/trainingSeconds").doubleValue()).isPositive();
        assertThat(json.get("differingOptions").toString()).isEqualTo("[\"epochs\",\"margin\"]");
    }

    @Test
    void oneModelDiffersFromNone() {
        assertThat(Cli.succeed("compare", plain).out()).doesNotContain("options that differ");
    }

    @Test
    void otherValidationImagesAreTold() throws IOException {
        Path other = temporary.resolve("other");
        SmallWorld world = SmallWorld.write(temporary.resolve("other world"));
        SmallWorld.writeCaptions(world.validation(), 101, 120);
        world.train(other);

        assertThat(Cli.succeed("compare", plain, other).err()).contains("their metrics cannot be compared");
    }

    @Test
    void foldersWithoutAModelAreTold() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));

        assertThat(Cli.fail(ExitCode.DATA, "compare", plain, empty))
                .isEqualTo(empty.resolve("model") + ": no model here (no model.json): run 'semsearch train' first");
        assertThat(Cli.fail(ExitCode.DATA, "compare", temporary.resolve("none")))
                .isEqualTo(temporary.resolve("none") + ": no such file or folder");
        assertThat(Cli.fail(ExitCode.USAGE, "compare")).isEqualTo("missing required parameter: 'COLLECTION'");
    }
}
