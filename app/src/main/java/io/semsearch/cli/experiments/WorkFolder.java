package io.semsearch.cli.experiments;

import io.semsearch.operations.WritableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that holds the runs' collections; {@link #close} deletes a temporary one.
 *
 * @param path absolute */
record WorkFolder(Path path, boolean isTemporary) implements AutoCloseable {

    static WorkFolder temporary() throws IOException {
        return new WorkFolder(Files.createTempDirectory("semsearch-").toRealPath(), true);
    }

    /** A folder of the user's, created if it does not exist.
     *
     * @throws IOException if it is not empty: files of an earlier run could be measured by mistake */
    static WorkFolder kept(Path folder) throws IOException {
        Path path = WritableFolder.make(folder, "name another with --work").toAbsolutePath().normalize();
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
                // Windows cannot delete a file while it is mapped into memory
                file.toFile().deleteOnExit();
            }
        }
    }
}
