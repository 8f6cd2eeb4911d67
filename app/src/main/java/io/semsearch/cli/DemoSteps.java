package io.semsearch.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the commands that a user would type, and shows them. */
final class DemoSteps {

    private final Console console;
    private final CommandSpec spec;

    DemoSteps(Console console, CommandSpec spec) {
        this.console = console;
        this.spec = spec;
    }

    Console console() {
        return console;
    }

    /** Says what comes next. */
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

    /** Runs a command to its end.
     *
     * @throws DemoStepException if it fails; it has said why */
    void run(Object... words) {
        List<String> arguments = new ArrayList<>(Arrays.stream(words).map(Object::toString).toList());
        say("$ semsearch %s", String.join(" ", arguments.stream().map(DemoSteps::quoted).toList()));
        PrintWriter out = console.out();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(out);
        commandLine.setErr(spec.commandLine().getErr());
        if (SemsearchCommand.isVerbose(spec.commandLine())) {
            arguments.add("--verbose");
        }
        int code = commandLine.execute(arguments.toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new DemoStepException(code);
        }
    }

    /** Shows a command that a user may type next. */
    void suggest(String command, Path folder, String rest) {
        boolean isDefault = folder.equals(new CollectionOption().folder().toAbsolutePath().normalize());
        say("  semsearch %s %s%s", command, isDefault ? "" : "-c " + quoted(folder.toString()) + " ", rest);
    }

    /** As the system's shell takes it for one word. */
    private static String quoted(String word) {
        if (word.matches("[\\w./:=+,~-]+")) {
            return word;
        }
        return File.separatorChar == '/' ? "'" + word.replace("'", "'\\''") + "'" : '"' + word + '"';
    }

    /** A step has failed, and said why. */
    static final class DemoStepException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int exitCode;

        private DemoStepException(int exitCode) {
            super("a step of the demo failed");
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
