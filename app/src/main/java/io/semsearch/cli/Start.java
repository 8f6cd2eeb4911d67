package io.semsearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Java starts: checks that the process may open enough files, then runs {@link Main}. A JVM that cannot open a
 * library reports classes that it cannot find. So this class needs no library. */
public final class Start {

    /** The program's libraries are about 70 files, Java itself opens about 10, an index some 20. */
    static final long LEAST_OPEN_FILES = 128;

    private static final String LIMIT = "Max open files";

    private Start() {}

    /** Runs one command, and exits with its code. */
    public static void main(String[] args) throws InterruptedException {
        requireOpenFiles();
        Main.main(args);
    }

    /** Exits with a message if the process may not open enough files. */
    static void requireOpenFiles() {
        long limit = limit(Path.of("/proc/self/limits"));
        if (limit < LEAST_OPEN_FILES) {
            System.err.println("semsearch: expected to be allowed to open " + LEAST_OPEN_FILES
                    + " files at once or more, found a limit of " + limit + ": raise it, as with 'ulimit -n 1024'");
            System.exit(ExitCode.DATA);
        }
    }

    /** How many files the process may open at once.
     *
     * @param limits as Linux describes them in proc(5): the name of the limit, then the number in force
     * @return the greatest long if there is no limit, or it is not known */
    static long limit(Path limits) {
        String text;
        try {
            text = Files.readString(limits);
        } catch (IOException e) {
            return Long.MAX_VALUE; // not Linux
        }
        int line = text.indexOf(LIMIT);
        int start = line + LIMIT.length();
        while (line >= 0 && start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (line >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end > start ? Long.parseLong(text.substring(start, end)) : Long.MAX_VALUE;
    }
}
