package io.semsearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder to work in; a temporary one goes when it is closed.
 *
 * @param path absolute */
record WorkFolder(Path path, boolean isTemporary) implements AutoCloseable {

    static WorkFolder temporary() throws IOException {
        return new WorkFolder(Files.createTempDirectory("semsearch-").toRealPath(), true);
    }

    /** A folder of the user's, made if it is not there.
     *
     * @throws IOException if it holds something: an earlier run's files would be measured */
    static WorkFolder kept(Path folder) throws IOException {
        Path path = Folders.makeWritable(folder).toAbsolutePath().normalize();
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw new IOException(
                        folder + ": expected a new or empty folder to work in, found files: name another");
            }
        }
        return new WorkFolder(path, false);
    }

    @Override
    public void close() throws IOException {
        if (!isTemporary) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                // Windows keeps a file that is mapped into memory until the program ends
                file.toFile().deleteOnExit();
            }
        }
    }
}
