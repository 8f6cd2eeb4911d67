package io.semsearch.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import io.semsearch.cli.ExitCode;
import io.semsearch.cli.InProcess;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.Formats;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the commands of a demo, and prints each as a user would type it. */
public final class DemoSteps {

    private final Console console;
    private final CommandSpec spec;

    DemoSteps(Console console, CommandSpec spec) {
        this.console = console;
        this.spec = spec;
    }

    Console console() {
        return console;
    }

    /** Prints a heading. */
    void title(String title) {
        console.out().println();
        console.out().println("== " + title);
        console.out().flush();
    }

    @FormatMethod
    void say(String format, Object... arguments) {
        console.out().println(Formats.text(format, arguments));
        console.out().flush();
    }

    /** Runs a command.
     *
     * @throws DemoStepException if it fails; it has printed why */
    void run(Object... words) {
        List<String> arguments = Arrays.stream(words).map(Object::toString).toList();
        say("$ semsearch %s", InProcess.shown(arguments));
        int code = InProcess.run(arguments, console.out(), spec);
        if (code != ExitCode.OK) {
            throw new DemoStepException(code);
        }
    }

    /** Prints a command that a user may try next. */
    void suggest(String command, Path folder, String rest) {
        boolean isDefault = folder.equals(new CollectionOption().folder().toAbsolutePath().normalize());
        say("  semsearch %s %s%s", command, isDefault ? "" : "-c " + InProcess.quoted(folder.toString()) + " ", rest);
    }

    /** Thrown if a step failed; it has printed why. */
    public static final class DemoStepException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int exitCode;

        private DemoStepException(int exitCode) {
            super("a step of the demo failed");
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
