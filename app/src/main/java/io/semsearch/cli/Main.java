package io.semsearch.cli;

import picocli.CommandLine;

/** The program. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
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
