package io.semsearch.operations.photos;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Hears that something changed in folders, by the file system's events. Events may be missing, on network disks say:
 * whoever uses this also looks at the folders from time to time. Of one thread. */
final class FolderEvents implements Closeable {

    private static final WatchEvent.Kind<?>[] KINDS = {StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE};

    private final WatchService service;
    private Optional<IOException> limit = Optional.empty();

    private FolderEvents(WatchService service) {
        this.service = service;
    }

    /** Listens to folders and all folders in them, as they are now.
     *
     * @throws IOException if this system has no events */
    static FolderEvents of(List<Path> folders) throws IOException {
        FolderEvents events = new FolderEvents(FileSystems.getDefault().newWatchService());
        for (Path folder : folders) {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, events.new Registrar());
        }
        return events;
    }

    /** Why some folders are not listened to; empty if all are. */
    Optional<IOException> limit() {
        return limit;
    }

    private final class Registrar extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            try {
                folder.register(service, KINDS);
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                limit = Optional.of(e);
                return FileVisitResult.SKIP_SUBTREE;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** Waits for an event.
     *
     * @return false if none came in this time */
    boolean await(Duration most) throws InterruptedException {
        WatchKey key = service.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        for (WatchKey next = key; next != null; next = service.poll()) {
            next.pollEvents();
            next.reset();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
