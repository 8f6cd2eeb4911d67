package io.semsearch.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** A reader under test: it reads a file, or refuses it with an IOException that names it, in a few seconds of
 * processor time.
 *
 * @param name    that the file gets
 * @param reading what is done with it */
record Target(String name, Reading reading) {

    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    /** Reads a file. */
    interface Reading {
        void read(Path file) throws IOException;
    }

    /** Tries one file. */
    void tryOne(byte[] content) throws IOException {
        Path file = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        long start = processorTime();
        try {
            reading.read(file);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains(name)) {
                throw new AssertionError("the message does not name the file: " + e, e);
            }
        }
        Duration took = Duration.ofNanos(processorTime() - start);
        if (took.compareTo(MOST_TIME) > 0) {
            throw new AssertionError("took " + took);
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Files of another module's tests to start from.
     *
     * @param names regular expression */
    static Stream<byte[]> seeds(String module, String folder, String names) throws IOException {
        Path files = Path.of("..", module).resolve(RESOURCES).resolve(folder);
        try (Stream<Path> all = Files.list(files)) {
            byte[][] contents = all.filter(file -> file.getFileName().toString().matches(names)).sorted()
                    .map(Target::content).toArray(byte[][]::new);
            return Arrays.stream(contents);
        }
    }

    static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
