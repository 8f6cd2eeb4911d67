package io.semsearch.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files atomically and durably. After a crash at any time, the file is the complete old one or the complete new
 * one.
 *
 * <p>The content goes to a temporary file in the target's folder, under a random name that no other writer uses. The
 * file is flushed to disk (fsync) and renamed to the target; then the folder is flushed. On failure the temporary file
 * is deleted and an existing target is unchanged. Errors name the target, never the temporary file. Safe to call from
 * many threads and processes: the last writer wins. */
public final class AtomicFile {

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /** @param file the file to write; does not exist yet */
        void writeTo(Path file) throws IOException;
    }

    /** Names a file by its content. */
    @FunctionalInterface
    public interface Naming {

        /**
         * @param written the complete file
         * @return its name, without a folder */
        String nameOf(Path written) throws IOException;
    }

    /** Writes a file, replacing an existing one.
     *
     * @param target a file in an existing folder
     * @throws IOException if it cannot be written, or is a folder */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "expected the name of a file, got a folder");
        }
        write(folder, target, content, written -> absolute.getFileName().toString());
    }

    /** Writes a text file in UTF-8, replacing an existing one.
     *
     * @throws IOException if it cannot be written, or is a folder */
    public static void writeString(Path target, String text) throws IOException {
        write(target, file -> Files.writeString(file, text));
    }

    /** Writes a file whose name depends on its content, such as its digest. Replaces an existing file of that name.
     *
     * @param folder an existing folder
     * @return the file
     * @throws IOException if it cannot be written; the message names the folder */
    public static Path writeNamed(Path folder, Content content, Naming naming) throws IOException {
        return write(folder, folder, content, naming);
    }

    /** Moves a complete file to its final name in the same folder, replacing an existing one. Flushes the file, renames
     * it, and flushes the folder.
     *
     * @throws IOException if it cannot be moved; the file stays where it was */
    public static void move(Path written, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushFolder(target);
    }

    /** @param shown the path that error messages name */
    private static Path write(Path folder, Path shown, Content content, Naming naming) throws IOException {
        Path temporary = folder.resolve(".unfinished-" + UUID.randomUUID());
        try {
            content.writeTo(temporary);
            Path target = folder.resolve(naming.nameOf(temporary));
            move(temporary, target);
            return target;
        } catch (FileSystemException e) {
            throw temporary.toString().equals(e.getFile()) ? named(shown, reason(e, folder), e) : e;
        } catch (IOException e) {
            // on a full disk, for example, the JDK names no file; exceptions of the content are subclasses and name
            // their file
            throw e.getClass() == IOException.class ? named(shown, String.valueOf(e.getMessage()), e) : e;
        } finally {
            delete(temporary);
        }
    }

    /** Deletes the temporary file after a failure. A second failure is ignored, because the first one says more. */
    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return;
        }
    }

    private static IOException named(Path shown, String reason, IOException cause) {
        FileSystemException named = new FileSystemException(shown.toString(), null, "cannot be written: " + reason);
        named.initCause(cause);
        return named;
    }

    private static String reason(FileSystemException error, Path folder) {
        return switch (error) {
            case NoSuchFileException missing -> "there is no folder " + folder;
            case AccessDeniedException denied -> "access denied: check the permissions of " + folder;
            default -> error.getReason() == null ? error.getClass().getSimpleName() : error.getReason();
        };
    }

    /** Makes a rename durable. Windows cannot open folders; NTFS logs renames itself. */
    private static void flushFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (WINDOWS || folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
