package io.semsearch.cli;

import com.google.errorprone.annotations.FormatMethod;
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
        int code = commandLine.execute(arguments.toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new DemoStepException(code);
        }
    }

    /** The options that name a collection, unless it is the default one. */
    static List<String> collection(Path folder) {
        return folder.equals(new CollectionOption().folder()) ? List.of() : List.of("-c", folder.toString());
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:=+,~-]+") ? word : "'" + word + "'";
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
