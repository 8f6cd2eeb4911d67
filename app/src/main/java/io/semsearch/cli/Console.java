package io.semsearch.cli;

import com.google.errorprone.annotations.FormatMethod;
import io.semsearch.progress.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: results to {@code out}, all else to {@code err}. */
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    private Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static Console of(CommandSpec spec) {
        // the launcher asks the shell; without it, picocli's guess about the console stands in
        String told = System.getProperty("semsearch.terminal");
        boolean terminal = told != null ? Boolean.parseBoolean(told) : Ansi.AUTO.enabled();
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), terminal);
    }

    /** Takes results alone. */
    PrintWriter out() {
        return out;
    }

    /** A line for people, not part of the result. */
    @FormatMethod
    void note(String format, Object... arguments) {
        err.println(Formats.text(format, arguments));
        err.flush();
    }

    /** Shows long work. */
    Progress progress() {
        return terminal ? new ProgressBars() : new ProgressLines(err);
    }
}
