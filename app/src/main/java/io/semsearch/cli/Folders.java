package io.semsearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command is going to write to. */
final class Folders {

    private Folders() {}

    /** Makes a folder, and sees to it that files can be made in it, before hours of work depend on that.
     *
     * @throws IOException if not; the message says what to do */
    static Path makeWritable(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(existing + ": expected a folder, found a file: choose another with -c");
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", ""));
            return folder;
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be written to (" + e.getMessage()
                    + "): check its permissions and the disk, or choose another with -c", e);
        }
    }
}
