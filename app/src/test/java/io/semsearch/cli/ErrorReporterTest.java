package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.search.UnknownImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ErrorReporterTest {

    @Test
    void filesOfTheJdkGetWords() {
        assertThat(report(new NoSuchFileException("50%-off.json")))
                .isEqualTo(new Cli(3, "", lines("semsearch: 50%-off.json: no such file or folder")));
        assertThat(report(new AccessDeniedException("a"))).isEqualTo(
                new Cli(3, "", lines("semsearch: a: access denied: check its permissions")));
        assertThat(report(new NotDirectoryException("a")))
                .isEqualTo(new Cli(3, "", lines("semsearch: a: expected a folder, found a file")));
        assertThat(report(new FileAlreadyExistsException("a")))
                .isEqualTo(new Cli(3, "", lines("semsearch: a: expected a folder, found a file")));
        assertThat(report(new DirectoryNotEmptyException("a")))
                .isEqualTo(new Cli(3, "", lines("semsearch: a: DirectoryNotEmptyException")));
        assertThat(report(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo(new Cli(3, "", lines("semsearch: a: No space left on device: make room there, and run the "
                        + "command again")));
    }

    @Test
    void whoMayOpenNoMoreFilesIsToldTheRemedy() {
        assertThat(report(new FileSystemException("index/_1.fdt", null, "Too many open files")))
                .isEqualTo(new Cli(3, "",
                        lines("semsearch: index/_1.fdt: Too many open files: this process may open no more: "
                                + "allow more, as with 'ulimit -n 4096'")));
    }

    @Test
    void messagesBecomeOneLine() {
        assertThat(report(new IOException(" first\n  second\r\nthird ")).err())
                .isEqualTo(lines("semsearch: first; second; third"));
    }

    @Test
    void wrappedErrorsAreUnwrapped() {
        assertThat(report(new UncheckedIOException(new IOException("a.json: damaged"))))
                .isEqualTo(new Cli(3, "", lines("semsearch: a.json: damaged")));
    }

    @Test
    void exitCodesTellWhoseFaultItIs() {
        assertThat(report(new UnknownImageException(7, 3)).exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(report(new IllegalArgumentException("k must be >= 1, got 0"))).isEqualTo(new Cli(ExitCode.USAGE, "",
                lines("semsearch: k must be >= 1, got 0", "see 'semsearch fail --help'")));
        assertThat(report(new IllegalStateException("the searcher is closed"))).isEqualTo(new Cli(ExitCode.INTERNAL, "",
                lines("semsearch: internal error: java.lang.IllegalStateException: the searcher is closed",
                        "run the command again with --verbose to see where it happened")));
        assertThat(report(new IOException()).err()).isEqualTo(lines("semsearch: java.io.IOException"));
    }

    @Test
    void errorsOfTheMachineAreReportedToo() {
        Cli memory = run(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(memory.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(memory.err())
                .startsWith("semsearch: the memory does not suffice (Java heap space): the heap may take ")
                .contains("SEMSEARCH_JAVA_OPTS=-Xmx8g").hasLineCount(1);

        Cli library = run(() -> {
            throw new UnsatisfiedLinkError("no jnind4jcpu in java.library.path");
        });
        assertThat(library.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(library.err())
                .startsWith("semsearch: internal error: java.lang.UnsatisfiedLinkError: no jnind4jcpu");
    }

    @Test
    void verboseShowsTheStack() {
        Cli run = Cli.run("search", "--verbose", "-k", 0, "dogs");

        assertThat(run.err()).contains("\tat io.semsearch.").contains(lines("semsearch: k must be >= 1, got 0"));
        assertThat(Cli.run("--verbose", "search", "-k", 0, "dogs").err()).contains("\tat io.semsearch.");
    }

    private static Cli report(Exception error) {
        return run(() -> {
            throw error;
        });
    }

    /** Runs a command that does something else. */
    private static Cli run(Callable<Integer> work) {
        CommandLine commandLine = Main.commandLine();
        commandLine.addSubcommand("fail", CommandSpec.wrapWithoutInspection(work));
        commandLine.setExecutionExceptionHandler(ErrorReporter::executionError);
        return Cli.run(commandLine, "fail");
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
