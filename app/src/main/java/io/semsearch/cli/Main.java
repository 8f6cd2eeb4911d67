package io.semsearch.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The program. */
public final class Main {

    /** Lucene asks for Java's vector module, which costs a short-lived command more time to load than it saves. A logger that nobody
     * holds may be collected with its level. */
    private static final Logger LUCENE_VECTORS = Logger
            .getLogger("org.apache.lucene.internal.vectorization");

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        LUCENE_VECTORS.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute; tests redirect its output. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new SemsearchCommand());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(ErrorReporter::usageError);
        commandLine.setExecutionExceptionHandler(ErrorReporter::executionError);
        return commandLine;
    }
}
