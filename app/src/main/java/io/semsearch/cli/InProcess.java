package io.semsearch.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Commands that a command runs, in its own process, as a user would type them. */
final class InProcess {

    private InProcess() {}

    /** Runs a command to its end.
     *
     * @param words  without the program's name
     * @param out    takes its result
     * @param caller lends its stderr, and its {@code --verbose}
     * @return the exit code; on failure it has said why */
    static int run(List<String> words, PrintWriter out, CommandSpec caller) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(out);
        commandLine.setErr(caller.commandLine().getErr());
        List<String> arguments = new ArrayList<>(words);
        if (SemsearchCommand.isVerbose(caller.commandLine())) {
            arguments.add("--verbose");
        }
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    /** As a user would type it. */
    static String shown(List<String> words) {
        return String.join(" ", words.stream().map(InProcess::quoted).toList());
    }

    /** As the system's shell takes it for one word. */
    static String quoted(String word) {
        if (word.matches("[\\w./:=+,~-]+")) {
            return word;
        }
        return File.separatorChar == '/' ? "'" + word.replace("'", "'\\''") + "'" : '"' + word + '"';
    }
}
