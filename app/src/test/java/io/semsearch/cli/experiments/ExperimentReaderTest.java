package io.semsearch.cli.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.cli.experiments.Experiment.Metric;
import io.semsearch.cli.experiments.Experiment.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {

    private static final String WHOLE = """
            title: Two margins
            description: >-
              Of one
              recipe.
            variables:
              captions: --captions ${data}/c.json "--name=a b"
              options: ""
            setup:
              - demo -c ${work}/demo
            steps:
              - train -c ${run} ${captions} ${options}
              - evaluate -c ${run}
            metrics:
              R@10: {pointer: /textToImage/recallAt10, unit: percent}
              rank: /textToImage/medianRank
              time: {step: 1, pointer: /trainingSeconds, unit: seconds}
            runs:
              - name: plain
                expect:
                  R@10: {value: 0.365, tolerance: 0.02}
              - name: wide
                variables:
                  options: --margin 0.5
                expect:
                  rank: {at-most: 21}
                  R@10: {at-least: 3e-1}
              - name: other
                steps:
                  - info -c ${work}/plain
                  - show '${run}'
            """;

    @TempDir
    Path folder;

    @Test
    void readsAllThatAFileSays() throws IOException {
        Experiment experiment = read(WHOLE);

        assertThat(experiment.title()).isEqualTo("Two margins");
        assertThat(experiment.description()).isEqualTo("Of one recipe.");
        assertThat(experiment.metrics()).containsExactly(
                Map.entry("R@10", new Metric(0, "/textToImage/recallAt10", Unit.PERCENT)),
                Map.entry("rank", new Metric(0, "/textToImage/medianRank", Unit.NUMBER)),
                Map.entry("time", new Metric(1, "/trainingSeconds", Unit.SECONDS)));
        assertThat(experiment.setup()).containsExactly(
                new Experiment.Command(9, List.of("demo", "-c", "my work/demo")));
        assertThat(experiment.runs()).extracting(Experiment.Run::name).containsExactly("plain", "wide", "other");
        assertThat(experiment.runs().get(0).expectations())
                .containsExactly(Map.entry("R@10", new Expectation.Within(0.365, 0.02)));
        assertThat(experiment.runs().get(1).expectations()).containsExactly(
                Map.entry("rank", new Expectation.AtMost(21)),
                Map.entry("R@10", new Expectation.AtLeast(0.3)));
        assertThat(experiment.runs().get(2).expectations()).isEmpty();
    }

    /** A folder with a blank stays one word; a variable that stands alone becomes as many as it holds. */
    @Test
    void variablesBecomeWords() throws IOException {
        Experiment experiment = read(WHOLE);

        assertThat(experiment.runs().get(0).steps().getFirst().words()).containsExactly("train", "-c",
                Path.of("my work", "plain").toString(), "--captions", "my data/c.json", "--name=a b");
        assertThat(experiment.runs().get(1).steps().getFirst().words()).endsWith("--name=a b", "--margin", "0.5");
        assertThat(experiment.runs().get(2).steps()).extracting(Experiment.Command::words).containsExactly(
                List.of("info", "-c", "my work/plain"), List.of("show", Path.of("my work", "other").toString()));
    }

    @Test
    void runsCanBeChosen() throws IOException {
        assertThat(read(WHOLE).only(Set.of("wide")).runs()).extracting(Experiment.Run::name)
                .containsExactly("wide");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title: Two margins        | titel: Two margins         | line 1: /titel: expected one of [description, metrics, runs, setup, steps, title, variables], found 'titel'
            title: Two margins        | title: [a]                 | line 1: /title: expected text, found a list
            title: Two margins        | title:                     | line 1: expected a title, found nothing
            title: Two margins        | title: 'Two                | line 30: not YAML: while parsing a block mapping in reader, line 1, column 1
            - name: wide              | - name: plain              | line 21: two runs are named 'plain'
            - name: wide              | - name: ../wide            | line 21: a run's name is also that of its folder: expected letters, digits, '-', '_' and '.', found '../wide'
            - name: wide              | - title: wide              | line 21: /runs/1/title: expected one of [expect, name, steps, variables], found 'title'
            ${captions} ${options}    | ${captions} ${option}      | line 11: expected a variable among [captions, data, options, run, work], found 'option'
            ${captions} ${options}    | ${captions ${options}      | line 11: expected a variable among [captions, data, options, run, work], found 'captions ${options'
            ${captions} ${options}    | ${captions                 | line 11: '${' is not closed: train -c ${run} ${captions
            ${captions} ${options}    | "${captions}               | line 11: a quote is not closed: train -c ${run} "${captions}
            options: ""               | options: ${options}        | line 7: the variable 'options' contains itself
            options: ""               | options: [1, 2]            | line 7: /variables/options: expected text, found a list
            options: ""               | work: here                 | line 7: 'work' is set by the program: use another name
            demo -c ${work}/demo      | demo -c ${run}             | line 9: expected a variable among [captions, data, options, work], found 'run'
            unit: percent             | unit: per cent             | line 14: /metrics/R@10/unit: expected number, percent, seconds, found 'per cent'
            step: 1                   | step: 0                    | line 16: /metrics/time: expected a step's number, 1 or more, found 0
            rank: /textToImage        | rank: textToImage          | line 15: /metrics/rank: Invalid input: JSON Pointer expression must start with '/': "textToImage/medianRank"
            rank: /textToImage        | R@10: /textToImage         | line 15: Duplicate Object property "R@10"
            step: 1                   | step: 3                    | line 18: the metric 'time' is of step 3, the run 'plain' has 2
            tolerance: 0.02           | tolerance: -1              | line 20: /runs/0/expect/R@10: a tolerance must be >= 0, got -1.0
            tolerance: 0.02           | at-least: 0.02             | line 20: /runs/0/expect/R@10: expected value and tolerance, or at-least, or at-most
            value: 0.365              | value: much                | line 20: /runs/0/expect/R@10/value: expected a number, found 'much'
            value: 0.365              | value: .nan                | line 20: /runs/0/expect/R@10: expected finite numbers
            {at-most: 21}             | 21                         | line 25: /runs/1/expect/rank: expected a mapping, found text or a number
            rank: {at-most: 21}       | R@11: {at-most: 21}        | line 21: run 'wide': expected a metric among [R@10, rank, time], found 'R@11'
            step: 1                   | step: 1.5                  | line 16: /metrics/time/step: expected a number, found '1.5'
            rank: {at-most: 21}       | rank: *all                 | line 25: aliases ('*all') are not supported: write the value out
            """)
    void whatIsWrongIsToldWithItsLine(String right, String wrong, String message) {
        assertThat(WHOLE).contains(right);

        assertThatThrownBy(() -> read(WHOLE.replace(right, wrong))).isInstanceOf(ExperimentFileException.class)
                .hasMessageStartingWith(folder.resolve("experiment.yaml") + ": " + message);
    }

    /** Neither depth nor length exhausts the stack. */
    @Test
    void deepAndLongFilesAreRefused() {
        assertThatThrownBy(() -> read("title: " + "[".repeat(10_000))).isInstanceOf(ExperimentFileException.class)
                .hasMessageContaining("nesting depth (501) exceeds the maximum allowed");
        assertThatThrownBy(() -> read(WHOLE.replace("${captions}", "\"'\"".repeat(100_000) + "'")))
                .isInstanceOf(ExperimentFileException.class).hasMessageContaining("a quote is not closed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                            | line 1: expected a mapping, found nothing
            hello                                         | line 1: expected a mapping, found text or a number
            - a                                           | line 1: expected a mapping, found a list
            title: a                                      | line 1: expected runs, found none
            'title: a\nruns: [{name: a}]'                 | line 2: the run 'a' has no steps, nor has the experiment
            'title: a\nruns: []\n---\ntitle: b'           | line 4: expected one document, found another
            'title: a\nruns: {a: b}'                      | line 2: /runs: expected a list, found a mapping
            'title: a\nruns: [a]'                         | line 2: /runs/0: expected a mapping, found text or a number
            'title: a\nmetrics:\n  m:\n    pointer: /a\n    step: 0\n\nruns: [{name: a}]' | line 3: /metrics/m: expected a step's number
            'title: a\n\tb: c'                            | line 1: not YAML: while scanning for the next token found character
            """)
    void shortFilesAreRefusedToo(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessageStartingWith(folder.resolve("experiment.yaml") + ": " + message);
    }

    @Test
    void dataMustBeNamedWhereTheyAreNeeded() throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), WHOLE);

        assertThatThrownBy(() -> ExperimentReader.read(file, Optional.empty(), Path.of("work")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(file
                        + ": line 6: needs a folder of data: give it with --data, or in SEMSEARCH_REAL_DATA");
        Files.writeString(file, WHOLE.replace("${data}/", ""));
        assertThat(ExperimentReader.read(file, Optional.empty(), Path.of("work")).runs()).hasSize(3);
    }

    @Test
    void largeFilesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), " ".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> ExperimentReader.read(file, Optional.empty(), folder))
                .hasMessage(file + ": line 1: expected at most 1 MiB, found 1048577 bytes");
    }

    @ParameterizedTest
    @CsvSource({"0.345, true, -0.02", "0.385, true, 0.02", "0.3449, false, -0.0201", "0.39, false, 0.025"})
    void tolerancesIncludeTheirEnds(double found, boolean met, double difference) {
        Expectation expected = new Expectation.Within(0.365, 0.02);

        assertThat(expected.isMet(found)).isEqualTo(met);
        assertThat(expected.difference(found)).isCloseTo(difference, within(1e-9));
    }

    @Test
    void boundsIncludeThemselves() {
        assertThat(new Expectation.AtLeast(0.5).isMet(0.5)).isTrue();
        assertThat(new Expectation.AtLeast(0.5).isMet(0.49)).isFalse();
        assertThat(new Expectation.AtMost(0.5).isMet(0.5)).isTrue();
        assertThat(new Expectation.AtMost(0.5).isMet(0.51)).isFalse();
        assertThat(new Expectation.AtMost(0.5).isMet(Double.NaN)).isFalse();
    }

    private Experiment read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), text);
        return ExperimentReader.read(file, Optional.of(Path.of("my data")), Path.of("my work"));
    }
}
