package io.semsearch.operations.photos;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows folders: whenever something changed in them and came to rest, {@link AddPhotos} brings the collection up to
 * date. Folders are also looked through from time to time, since file systems do not report every change.
 *
 * <p>A folder that is missing, such as a disk that was unplugged, is waited for; nothing of it is removed. So are disks
 * that are mounted in a folder. */
public final class WatchPhotos {

    /** How often the operation looks whether it is cancelled, and whether missing folders are back. */
    private static final Duration STEP = Duration.ofMillis(200);

    private final Options options;
    private final OperationListener listener;
    private final Consumer<AddPhotos.Result> results;
    private final Set<Path> missing = new HashSet<>();
    private Disks disks = Disks.NONE;
    private Disks presentDisks = Disks.NONE;
    private boolean hasRun;
    private boolean isLimited;

    private WatchPhotos(Options options, OperationListener listener, Consumer<AddPhotos.Result> results) {
        this.options = options;
        this.listener = listener;
        this.results = results;
    }

    /** What to follow.
     *
     * @param photos the folders, and how their photos are brought in
     * @param quiet  a change is brought in when nothing has changed for this time; also the age from which a file
     *               counts as written
     * @param rescan longest time between two looks at all folders */
    public record Options(AddPhotos.Options photos, Duration quiet, Duration rescan) {

        public static final Duration DEFAULT_QUIET = Duration.ofSeconds(2);
        public static final Duration DEFAULT_RESCAN = Duration.ofMinutes(5);

        /** @throws IllegalArgumentException if a time is not positive */
        public Options {
            if (!quiet.isPositive() || !rescan.isPositive()) {
                throw new IllegalArgumentException(
                        "the times must be positive, got quiet " + quiet + " and rescan " + rescan);
            }
        }

        /** With the defaults. */
        public static Options of(AddPhotos.Options photos) {
            return new Options(photos, DEFAULT_QUIET, DEFAULT_RESCAN);
        }

        private CollectionFolder collection() {
            return photos.collection();
        }
    }

    /** Runs the operation, until the listener cancels it or the thread is interrupted.
     *
     * @param results receives the result of each run that found a change
     * @throws NotDirectoryException if a path is a file
     * @throws IOException           if the first run fails, or the collection is gone */
    public static void run(Options options, OperationListener listener, Consumer<AddPhotos.Result> results)
            throws IOException {
        for (Path path : options.photos().paths()) {
            if (Files.isRegularFile(path)) {
                throw new NotDirectoryException(path.toString());
            }
        }
        try {
            new WatchPhotos(options, listener, results).follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OperationCancelledException e) {
            // as asked: what was committed stays
        }
    }

    private void follow() throws IOException, InterruptedException {
        while (!listener.isCancelled()) {
            List<Path> folders = present();
            // listened to before the folders are looked through: what changes meanwhile is not missed
            try (FolderEvents events = FolderEvents.of(folders)) {
                remarkLimit(events);
                boolean isWhole = folders.isEmpty() || bringIn(folders);
                disks = Disks.read(options.collection());
                presentDisks = disks.present();
                await(events, isWhole ? options.rescan() : options.quiet());
            }
        }
    }

    private List<Path> present() {
        for (Path path : options.photos().paths()) {
            if (Files.isDirectory(path)) {
                if (missing.remove(path)) {
                    listener.onRemark(path + " is there again");
                }
            } else if (missing.add(path)) {
                listener.onRemark(path + " is missing: waiting for it; none of its photos is removed");
            }
        }
        return options.photos().paths().stream().filter(path -> !missing.contains(path)).toList();
    }

    private void remarkLimit(FolderEvents events) {
        Optional<IOException> limit = events.limit();
        if (limit.isPresent() && !isLimited) {
            isLimited = true;
            listener.onRemark("not all folders can be listened to (" + limit.get().getMessage() + "): they are looked "
                    + "through every " + options.rescan().toSeconds() + " s");
        }
    }

    /** @return false if files are still being written, or the run must be repeated */
    private boolean bringIn(List<Path> folders) throws IOException {
        options.collection().existing();
        try {
            AddPhotos.Settled settled = new AddPhotos.Settled(options.quiet());
            AddPhotos.Result result = AddPhotos.run(options.photos().withPaths(folders), listener, settled);
            boolean isFirst = !hasRun;
            hasRun = true;
            if (isFirst || result.isChange()) {
                results.accept(result);
            }
            return settled.waiting() == 0;
        } catch (IOException e) {
            if (!hasRun && folders.stream().allMatch(Files::isDirectory)) {
                throw e;
            }
            // another command writes, or a folder went away: the next look completes it
            listener.onRemark(e.getMessage() + ": trying again");
            return false;
        }
    }

    /** Returns when something changed and then nothing for a while, when it is time to look, or when a folder came or
     * went. */
    private void await(FolderEvents events, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        boolean changed = false;
        while (!listener.isCancelled() && System.nanoTime() < end && !hasFolderComeOrGone()) {
            Duration step = changed || options.quiet().compareTo(STEP) < 0 ? options.quiet() : STEP;
            boolean heard = events.await(step);
            if (changed && !heard) {
                return;
            }
            changed |= heard;
        }
    }

    private boolean hasFolderComeOrGone() {
        return options.photos().paths().stream().anyMatch(path -> Files.isDirectory(path) == missing.contains(path))
                || !disks.present().equals(presentDisks);
    }
}
