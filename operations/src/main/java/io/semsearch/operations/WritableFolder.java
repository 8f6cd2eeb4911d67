package io.semsearch.operations;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that an operation is going to write to. */
public final class WritableFolder {

    private WritableFolder() {}

    /** Makes a folder of a collection, and checks that files can be made in it, before hours of work depend on that.
     *
     * @throws IOException if not; the message says what to do */
    public static Path make(Path folder) throws IOException {
        return make(folder, "choose another with -c");
    }

    /** Makes any folder, and checks that files can be made in it.
     *
     * @param remedy how to name another folder
     * @throws IOException if not; the message says what to do */
    public static Path make(Path folder, String remedy) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(existing + ": expected a folder, found a file: " + remedy);
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", ""));
            return folder;
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be written to (" + reason(e)
                    + "): check its permissions and the disk, or " + remedy, e);
        }
    }

    /** The messages of the JDK's exceptions name the temporary file. */
    private static String reason(IOException error) {
        return switch (error) {
            case AccessDeniedException denied -> "access denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case FileSystemException other -> other.getClass().getSimpleName();
            default -> String.valueOf(error.getMessage());
        };
    }
}
