package io.semsearch.cli.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.Cli;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.SmallWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReproduceIT {

    private static final Path EXPERIMENTS = Path.of("..", "experiments");

    /** Two runs on the small world that is the data, of which the second expects what cannot be. */
    private static final String SMALL = """
            title: A small world
            variables:
              epochs: --epochs 3
            steps:
              - >-
                train -c ${run} --captions ${data}/captions.json --features ${data}/features.safetensors
                --vectors ${data}/vectors.txt --validation-captions ${data}/validation.json --batch 16 ${epochs}
              - evaluate -c ${run} --captions ${data}/validation.json --features ${data}/features.safetensors
            metrics:
              R@10: {pointer: /textToImage/recallAt10, unit: percent}
              images: /gallerySize
              epochs: {step: 1, pointer: /epochs}
              nothing: /textToImage/recallAt11
            runs:
              - name: three
                expect:
                  images: {value: 30, tolerance: 0}
                  epochs: {at-most: 3}
              - name: two
                variables: {epochs: --epochs 2}
                expect:
                  R@10: {at-least: 1.1}
                  epochs: {value: 2, tolerance: 0}
            """;

    @TempDir
    Path temporary;

    /** What README and docs tell of this experiment is true, in continuous integration, too. */
    @Test
    void thePostcardsAreAsExpected() throws IOException {
        Path table = temporary.resolve("table.md");

        Cli run = Cli.succeed("reproduce", EXPERIMENTS.resolve("postcards.yaml"), "--table", table);

        assertThat(run.out()).contains("OK    best: R@10 0.", "OK    2 runs as expected").doesNotContain("FAIL");
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("| run | R@1 | R@10 | R@10 of keywords |");
        assertThat(lines.get(2)).isEqualTo("|---" + "|---:".repeat(7) + "|");
        assertThat(lines.get(3)).matches("\\| course( \\| \\d+\\.\\d %){5} \\| 120 \\| .* s \\|");
    }

    @Test
    @Tag("slow")
    @EnabledIfEnvironmentVariable(named = "SEMSEARCH_REAL_DATA", matches = ".+")
    void theCourseRecipeIsAsExpected() {
        assertThat(Cli.succeed("reproduce", EXPERIMENTS.resolve("flickr8k.yaml"), "--only", "course").out())
                .contains("OK    1 run as expected");
    }

    @Test
    void whatIsNotAsExpectedFails() throws IOException {
        SmallWorld world = SmallWorld.write(temporary.resolve("my data"));
        Path work = temporary.resolve("my work");

        Cli run = Cli.run("reproduce", file(SMALL), "--data", world.folder(), "--work", work);

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).contains("== three", "== two", "$ semsearch train -c ", "--format json");
        assertThat(run.out().lines().toList()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("OK    three: images 30, expected 30 +- 0 (+0)"),
                line -> assertThat(line).isEqualTo("OK    three: epochs 3, expected at most 3 (+0)"),
                line -> assertThat(line).matches("FAIL  two: R@10 [01][.\\d]*, expected at least 1.1 \\(-0\\.\\d+\\)"),
                line -> assertThat(line).isEqualTo("OK    two: epochs 2, expected 2 +- 0 (+0)"),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line).matches("run +R@10  images  epochs  nothing +time  as expected"),
                line -> assertThat(line).matches("three +\\d+\\.\\d % +30 +3 +- +\\d+\\.\\d s +OK"),
                line -> assertThat(line).matches("two +\\d+\\.\\d % +30 +2 +- +\\d+\\.\\d s +FAIL"),
                line -> assertThat(line).isEmpty(),
                line -> assertThat(line).isEqualTo("FAIL  1 of 2 runs not as expected"));
        assertThat(work.resolve("two").resolve("model")).as("kept").isDirectory();
        assertThat(Cli.fail(ExitCode.DATA, "reproduce", file(SMALL), "--data", world.folder(), "--work", work))
                .isEqualTo(work + ": expected a new or empty folder to work in, found files: name another");
    }

    @Test
    void resultsAreJsonToo() throws IOException {
        SmallWorld world = SmallWorld.write(temporary.resolve("data"));
        Cli run = Cli.run("reproduce", file(SMALL.replace("R@10: {at-least: 1.1}", "nothing: {at-least: 0}")), "--data",
                world.folder(), "--only", "two", "--format", "json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        JsonNode json = run.json();
        assertThat(json.propertyNames()).containsExactly("experiment", "title", "asExpected", "runs");
        assertThat(json.get("asExpected").booleanValue()).isFalse();
        assertThat(json.get("runs").size()).isEqualTo(1);
        JsonNode two = json.at("/runs/0");
        assertThat(two.propertyNames()).containsExactly("name", "asExpected", "seconds", "metrics", "checks");
        assertThat(two.get("metrics").propertyNames()).containsExactly("R@10", "images", "epochs");
        assertThat(two.at("/checks/0").propertyNames()).as("never measured").containsExactly("metric", "asExpected",
                "atLeast");
        assertThat(two.at("/checks/1").toString()).isEqualTo("{\"metric\":\"epochs\",\"asExpected\":true,\"value\":2.0,"
                + "\"tolerance\":0.0,\"found\":2.0,\"difference\":0.0}");
    }

    /** The one run's data are missing; the other runs are not kept from running. */
    @Test
    void aCommandThatFailsFailsItsRun() throws IOException {
        SmallWorld world = SmallWorld.write(temporary.resolve("data"));
        String text = SMALL.replace("{epochs: --epochs 2}", "{epochs: --epochs 0}");

        Cli run = Cli.run("reproduce", file(text), "--data", world.folder());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.out()).contains("OK    three: epochs 3", "FAIL  two: step 1 failed with exit code 2",
                "FAIL  1 of 2 runs not as expected");
        assertThat(run.err()).contains("semsearch: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            evaluate -c ${run} | evalate -c ${run}    | line 8: expected a semsearch command such as train, found 'evalate -c
            evaluate -c ${run} | reproduce a.yaml     | line 8: expected a semsearch command such as train, found 'reproduce a.yaml
            evaluate -c ${run} | rm -rf ${run}        | line 8: expected a semsearch command such as train, found 'rm -rf
            title:             | titles:              | line 1: /titles: expected one of [description,
            """)
    void nothingRunsIfTheFileIsWrong(String right, String wrong, String message) throws IOException {
        Path file = file(SMALL.replace(right, wrong));

        assertThat(Cli.fail(ExitCode.DATA, "reproduce", file, "--data", temporary))
                .startsWith(file + ": " + message);
    }

    @Test
    void wrongCallsAreTold() throws IOException {
        Path file = file(SMALL);

        assertThat(Cli.fail(ExitCode.DATA, "reproduce", temporary.resolve("none.yaml")))
                .isEqualTo(temporary.resolve("none.yaml") + ": no such file or folder");
        assertThat(Cli.fail(ExitCode.DATA, "reproduce", file, "--data", temporary.resolve("none")))
                .isEqualTo(temporary.resolve("none") + ": no such file or folder");
        assertThat(Cli.fail(ExitCode.USAGE, "reproduce", file, "--data", temporary, "--only", "four"))
                .isEqualTo("--only: expected a run among [three, two], got 'four'");
        assertThat(Cli.fail(ExitCode.DATA, "reproduce", file, "--data", temporary, "--table", temporary))
                .isEqualTo(temporary + ": expected a file's name, found a folder");
    }

    @Test
    void aSetupThatFailsEndsAll() throws IOException {
        Path file = file(SMALL.replace("steps:\n", "setup:\n  - info -c ${work}/none\nsteps:\n"));

        Cli run = Cli.run("reproduce", file, "--data", temporary);

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the setup failed: info -c ").doesNotContain("== three");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temporary.resolve("experiment.yaml"), text);
    }
}
