package io.semsearch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.ErrorReporter;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.Main;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoStepsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Main.commandLine();
    private final DemoSteps steps;

    @TempDir
    Path temporary;

    DemoStepsTest() {
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        steps = new DemoSteps(Console.of(commandLine.getCommandSpec()), commandLine.getCommandSpec());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commandsAreShownAsAShellTakesThem() {
        steps.suggest("search", Path.of("/a b/it's 100 %"), "a dog");
        steps.suggest("search", Path.of("/photos"), "a dog");

        assertThat(out.toString().lines()).containsExactly("  semsearch search -c '/a b/it'\\''s 100 %' a dog",
                "  semsearch search -c /photos a dog");
    }

    @Test
    void theDefaultCollectionNeedsNoOption() {
        steps.suggest("search", new CollectionOption().folder().toAbsolutePath().normalize(), "a dog");

        assertThat(out.toString().lines()).containsExactly("  semsearch search a dog");
    }

    @Test
    void aFailedStepEndsTheDemoWithItsCode() {
        Path collection = temporary.resolve("none");
        assertThat(run(() -> steps.run("info", "-c", collection))).isEqualTo(ExitCode.DATA);

        assertThat(out.toString()).startsWith("$ semsearch info -c ").contains("none");
        assertThat(err.toString().lines()).hasSize(1).first().asString()
                .startsWith("semsearch: " + collection + ": there is no collection here");
    }

    @Test
    void verboseReachesTheSteps() {
        commandLine.parseArgs("--verbose");

        run(() -> steps.run("info", "-c", temporary.resolve("none")));

        assertThat(err.toString()).contains("\tat io.semsearch.cli.commands.InfoCommand");
        assertThat(out.toString()).doesNotContain("--verbose");
    }

    private int run(Runnable step) {
        try {
            step.run();
            return ExitCode.OK;
        } catch (DemoSteps.DemoStepException e) {
            return ErrorReporter.executionError(e, commandLine, commandLine.getParseResult());
        }
    }
}
