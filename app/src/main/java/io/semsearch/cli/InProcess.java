package io.semsearch.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs commands inside another command, in the same process. */
public final class InProcess {

    private InProcess() {}

    /** Runs a command to its end.
     *
     * @param words  of the command line, without the program's name
     * @param out    receives the result
     * @param caller its stderr and {@code --verbose} are used
     * @return the exit code; the reason for a failure is on stderr */
    public static int run(List<String> words, PrintWriter out, CommandSpec caller) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(out);
        commandLine.setErr(caller.commandLine().getErr());
        List<String> arguments = new ArrayList<>(words);
        if (SemsearchCommand.isVerbose(caller.commandLine())) {
            arguments.add("--verbose");
        }
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    /** The command line as a user would type it. */
    public static String shown(List<String> words) {
        return String.join(" ", words.stream().map(InProcess::quoted).toList());
    }

    /** A word, quoted if the system's shell would not take it as one word. */
    public static String quoted(String word) {
        if (word.matches("[\\w./:=+,~-]+")) {
            return word;
        }
        return File.separatorChar == '/' ? "'" + word.replace("'", "'\\''") + "'" : '"' + word + '"';
    }
}
