package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.cli.output.ResultWriter;
import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Standard output is a full disk, or a pipe that its reader has closed. */
class UnwrittenResultTest {

    @TempDir
    static Path collection;

    @BeforeAll
    static void index() throws IOException {
        TestCollection.circle(collection, 12).index();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search -c %s east", "search -c %s east --format json", "similar -c %s 1", "show -c %s 1",
            "info -c %s", "verify -c %s --format json", "compare %s", "optimize -c %s", "vectors nearest -c %s east",
            "--help", "--version", "help train", "", "vectors", "search --help"})
    void aFullDiskIsReported(String call) {
        Cli run = run("No space left on device", call);

        assertThat(run.err()).isEqualTo("semsearch: standard output: cannot be written (No space left on device): the "
                + "printed result is incomplete: write it elsewhere" + System.lineSeparator());
        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void theReaderOfAPipeMayHaveEnough() {
        Cli run = run("Broken pipe", "search -c %s east");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void aCommandThatFailsReportsThatAlone() {
        assertThat(run("No space left on device", "search -c %s nothing").err()).contains("nothing")
                .doesNotContain("standard output").hasLineCount(1);
    }

    private static Cli run(String reason, String call) {
        CommandLine commandLine = Main.commandLine();
        StringWriter err = new StringWriter();
        commandLine.setOut(new ResultWriter(new Failing(reason)));
        commandLine.setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(
                call.isEmpty() ? new String[0] : String.format(call, collection).split(" "));
        return new Cli(exitCode, "", err.toString());
    }

    /** Takes what is written and fails when it is to pass it on, as buffers do. */
    private static final class Failing extends Writer {

        private final String reason;
        private boolean written;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            written = true;
        }

        @Override
        public void flush() throws IOException {
            if (written) {
                throw new IOException(reason);
            }
        }

        @Override
        public void close() {}
    }
}
