package io.semsearch.cli;

/** What a command tells the shell. */
final class ExitCode {

    static final int OK = 0;
    /** A fault of the program. */
    static final int INTERNAL = 1;
    /** The command was called wrongly. */
    static final int USAGE = 2;
    /** A file, a collection or a query cannot be served. */
    static final int DATA = 3;

    private ExitCode() {}
}
