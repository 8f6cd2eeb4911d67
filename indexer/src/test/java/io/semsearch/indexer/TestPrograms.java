package io.semsearch.indexer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs programs of the tests in processes of their own. */
final class TestPrograms {

    private TestPrograms() {}

    /** Starts a program with the class path of the tests. Its output is read from the process.
     *
     * @param stderr the file that gets its errors */
    static Process start(Class<?> program, Path stderr, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), program.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command).redirectError(stderr.toFile()).start();
    }

    /** A file's text, or the reason why it cannot be read. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
