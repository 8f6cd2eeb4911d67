package io.semsearch.cli;

/** The exit code of a command. */
public final class ExitCode {

    public static final int OK = 0;
    /** An error in the program. */
    public static final int INTERNAL = 1;
    /** Wrong usage of the command line. */
    public static final int USAGE = 2;
    /** A file, a collection or a query cannot be used. */
    public static final int DATA = 3;

    private ExitCode() {}
}
