package io.semsearch.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one writer at a time work on a folder, among the threads of this process and among processes.
 *
 * <p>The lock is one of the operating system's on the file {@value #FILE} in the folder. It ends with its process, a
 * killed one too. The file stays: if it were deleted, two writers could hold the locks of two files of that name. A
 * thread that has the lock may take it again. */
public final class FolderLock {

    /** The file whose lock counts; empty. */
    public static final String FILE = "write.lock";

    /** Locks of files belong to the process, so its threads take turns here first. On POSIX, closing any channel of a
     * file gives up the process's lock on it: none may be opened while the lock is held. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** Writes to a folder. */
    @FunctionalInterface
    public interface Work<T> {

        T run() throws IOException;
    }

    /** Works on a folder once no other writer does.
     *
     * @param folder exists
     * @throws IOException if the folder cannot be locked */
    public static <T> T await(Path folder, Work<T> work) throws IOException {
        ReentrantLock turn = turn(folder);
        turn.lock();
        return holding(turn, folder, FileChannel::lock, work);
    }

    /** Works on a folder, unless another writer does.
     *
     * @param folder exists
     * @throws IOException if another writer does, or the folder cannot be locked */
    public static <T> T tryNow(Path folder, Work<T> work) throws IOException {
        ReentrantLock turn = turn(folder);
        if (!turn.tryLock()) {
            throw busy(folder);
        }
        return holding(turn, folder, FileChannel::tryLock, work);
    }

    /** Locks a file; null if another process has locked it. */
    private interface Locking {

        @Nullable FileLock lock(FileChannel channel) throws IOException;
    }

    /** @param turn held by this thread */
    private static <T> T holding(ReentrantLock turn, Path folder, Locking locking, Work<T> work) throws IOException {
        try {
            if (turn.getHoldCount() > 1) {
                return work.run();
            }
            FileChannel channel = lock(folder, locking);
            try {
                return work.run();
            } finally {
                channel.close();
            }
        } finally {
            turn.unlock();
        }
    }

    /** @return open while the folder is locked */
    private static FileChannel lock(Path folder, Locking locking) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = open(file);
        boolean locked = false;
        try {
            locked = locking.lock(channel) != null;
        } catch (IOException e) {
            throw named(file, "cannot be locked: " + e.getMessage(), e);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw busy(folder);
        }
        return channel;
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw named(file, "access denied; a command that writes needs it: check the permissions of the folder", e);
        }
    }

    private static IOException named(Path file, String reason, IOException cause) {
        FileSystemException named = new FileSystemException(file.toString(), null, reason);
        named.initCause(cause);
        return named;
    }

    private static ReentrantLock turn(Path folder) throws IOException {
        return TURNS.computeIfAbsent(folder.toRealPath(), path -> new ReentrantLock());
    }

    private static IOException busy(Path folder) {
        return new IOException(
                folder + ": another command is writing here (train, index, add, ...): wait until it has ended");
    }
}
