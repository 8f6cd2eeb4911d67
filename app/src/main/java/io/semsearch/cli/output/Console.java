package io.semsearch.cli.output;

import com.google.errorprone.annotations.FormatMethod;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The output of a command: results go to {@code out}, everything else to {@code err}. All that a command prints goes
 * through here, so that nothing of a user's files reaches a terminal but {@link VisibleText}. Only the help, which
 * quotes no file and has colours, does not. */
public final class Console implements OperationListener {

    /** Characters of a message; one about a file may quote much of it. */
    private static final int LONGEST_MESSAGE = 2000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    private Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = new PrintWriter(new VisibleWriter(out));
        this.err = new PrintWriter(new VisibleWriter(err));
        this.terminal = terminal;
    }

    public static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), Ansi.AUTO.enabled());
    }

    /** The standard output, for results only. */
    public PrintWriter out() {
        return out;
    }

    /** Prints a line for people, not part of the result, on stderr. */
    @FormatMethod
    public void note(String format, Object... arguments) {
        err.println(message(Formats.text(format, arguments)));
        err.flush();
    }

    /** Prints lines for people, not part of the result, on stderr. */
    void notes(List<String> lines) {
        lines.forEach(line -> err.println(message(line)));
        err.flush();
    }

    /** Prints the stack of an error on stderr, with {@code --verbose}. */
    public void stackTrace(Throwable error) {
        error.printStackTrace(err);
        err.flush();
    }

    /** One line of bounded length. */
    private static String message(String text) {
        String line = VisibleText.of(text.stripTrailing().replaceAll("[ \\t]*(?:\\r?\\n|\\r)[ \\t]*", "; "));
        return line.length() <= LONGEST_MESSAGE ? line : shorten(line);
    }

    /** Keeps the beginning and the end: the one names the file, the other often says what to do. */
    private static String shorten(String line) {
        int half = LONGEST_MESSAGE / 2;
        int end = Character.isHighSurrogate(line.charAt(half - 1)) ? half - 1 : half;
        int start = line.length() - half;
        if (Character.isLowSurrogate(line.charAt(start))) {
            start++;
        }
        return line.substring(0, end) + Formats.text(" ... (%,d characters) ... ", start - end) + line.substring(start);
    }

    /** Prints a remark of an operation on stderr. */
    @Override
    public void onRemark(String remark) {
        note("%s", remark);
    }

    /** Shows the progress of long work: bars on a terminal, else lines. */
    @Override
    public Progress progress() {
        return terminal ? new ProgressBars() : new ProgressLines(err);
    }
}
