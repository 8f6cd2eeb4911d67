package io.semsearch.operations.photos;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.indexing.Calibration;
import io.semsearch.operations.photos.PhotoChanges.Tally;
import io.semsearch.progress.Progress;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a collection up to date with the photos of files, folders and archives: adds new ones, replaces those that
 * changed, and follows those that were moved. Photos that did not change are not opened. */
public final class AddPhotos {

    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(2);

    private AddPhotos() {}

    /** What to add.
     *
     * @param collection with a model and an index
     * @param paths      photos, folders of photos and archives of them (zip, tar, tar.gz), at least one
     * @param excludes   glob patterns of names in the folders that are left out
     * @param captions   files of captions by file name; a photo's own {@code NAME.txt} counts before them
     * @param removal    whether images are removed whose file is gone
     * @param encoder    name of the encoder, for an index that does not name the encoder of its features
     * @param thumbnails true to keep a small version of each photo
     * @param encoders   that are installed */
    public record Options(CollectionFolder collection, List<Path> paths, List<String> excludes, List<Path> captions,
            Removal removal, Optional<String> encoder, boolean thumbnails, EncoderStore encoders) {

        /** Copies the lists.
         *
         * @throws IllegalArgumentException if there is no path */
        public Options {
            paths = List.copyOf(paths);
            excludes = List.copyOf(excludes);
            captions = List.copyOf(captions);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("name at least one photo, or folder of photos");
            }
        }

        /** The defaults: all photos, with thumbnails; nothing is removed. */
        public static Options of(Path collection, List<Path> paths, EncoderStore encoders) {
            return new Options(new CollectionFolder(collection), paths, List.of(), List.of(), Removal.NONE,
                    Optional.empty(), true, encoders);
        }

        /** A copy with other paths. */
        Options withPaths(List<Path> others) {
            return new Options(collection, others, excludes, captions, removal, encoder, thumbnails, encoders);
        }

        /** A copy with another rule of removal. */
        public Options with(Removal other) {
            return new Options(collection, paths, excludes, captions, other, encoder, thumbnails, encoders);
        }
    }

    /** What is removed. */
    public enum Removal {
        /** Nothing. */
        NONE,
        /** Images whose file was in one of the folders, and is gone. */
        GONE,
        /** Those, and images whose file is only out of reach: on a disk that is missing. */
        MISSING
    }

    /** What was done. Each photo that was found counts once: added, replaced, renamed, unchanged or skipped.
     *
     * @param added       new images
     * @param copies      those of them whose bytes another image has
     * @param replaced    images whose file has other bytes now
     * @param renamed     images whose file was moved
     * @param unchanged   images whose file has the same bytes
     * @param recaptioned those of them that got other captions
     * @param gone        images whose file was in one of the folders, and is gone
     * @param removed     those of them that were removed
     * @param skipped     what was left out: photos, folders that could not be read, captions
     * @param images      in the collection now
     * @param took        without calibration */
    public record Result(int added, int copies, int replaced, int renamed, int unchanged, int recaptioned, int gone,
            int removed, List<SkippedPhoto> skipped, int images, Duration took) {

        /** Copies the list. */
        public Result {
            skipped = List.copyOf(skipped);
        }

        /** True if the collection is another one than before. */
        boolean isChange() {
            return added + replaced + renamed + recaptioned + removed > 0;
        }
    }

    /** Leaves files for a later run that were modified a moment ago: they may not be written completely. */
    static final class Settled {

        private final Duration age;
        private int waiting;

        /** @param age that a file must have */
        Settled(Duration age) {
            this.age = age;
        }

        /** Number of files that were left. */
        int waiting() {
            return waiting;
        }

        private FoundPhotos of(FoundPhotos found) {
            Instant now = Instant.now();
            // a time in the future is another computer's clock, not a moment ago
            FoundPhotos settled = found.where(file -> file.modified().isAfter(now)
                    || file.modified().plus(age).isBefore(now));
            waiting = found.files().size() - settled.files().size();
            return settled;
        }
    }

    /** Runs the operation. Changes are committed every two seconds; after an interruption, the next run completes them.
     *
     * @throws NoSuchFileException if a path does not exist; nothing was changed
     * @throws IOException         if the collection cannot be read or written, another command writes to it, or the
     *                             encoder is not that of the index; what was committed stays */
    public static Result run(Options options, OperationListener listener) throws IOException {
        return run(options, listener, COMMIT_INTERVAL);
    }

    /** @param settled leaves files for a later run */
    static Result run(Options options, OperationListener listener, Settled settled) throws IOException {
        return options.collection().existing().exclusively(() -> add(options, listener, COMMIT_INTERVAL, settled));
    }

    /** @param commitInterval time between two commits */
    static Result run(Options options, OperationListener listener, Duration commitInterval) throws IOException {
        return options.collection().existing().exclusively(
                () -> add(options, listener, commitInterval, new Settled(Duration.ZERO)));
    }

    private static Result add(Options options, OperationListener listener, Duration commitInterval, Settled settled)
            throws IOException {
        long start = System.nanoTime();
        Progress progress = new CancellableProgress(listener);
        CollectionFolder collection = options.collection();
        ModelArtifact model = collection.readModel();
        collection.checkIndex();
        ThumbnailFolder thumbnails = ThumbnailFolder.of(collection);
        requireAll(options.paths());
        PhotoCaptions captions = PhotoCaptions.read(options.captions(), progress);
        KnownPhotos known = KnownPhotos.read(collection);
        PhotoArchives.Unpacked unpacked = PhotoArchives.unpack(options.paths(), collection,
                new NameFilter(options.excludes()), known, progress);
        FoundPhotos found = settled.of(FoundPhotos.scan(unpacked.paths(), options.excludes(), progress)
                .without(thumbnails.path()));
        boolean areRemoved = options.removal() != Removal.NONE;
        Tally tally;
        List<Long> gone;
        try (ImageCollection images = ImageCollection.open(collection.path(), model, List.of());
                EncoderOfIndex encoder = new EncoderOfIndex(options.encoders(), images.encoder(), options.encoder(),
                        listener)) {
            PhotoReading reading = new PhotoReading(
                    options.thumbnails() ? Optional.of(thumbnails) : Optional.empty());
            tally = new PhotoChanges(new PendingChanges(images, commitInterval), encoder, known, captions, reading)
                    .bringIn(found.files(), progress);
            MissingPhotos missing = missing(options, known, found);
            missing.remarks().forEach(listener::onRemark);
            gone = missing.gone();
            if (areRemoved && !gone.isEmpty()) {
                images.remove(gone);
            }
        }
        if ((areRemoved && !gone.isEmpty()) || tally.replaced() > 0) {
            ThumbnailFolder.removeUnused(collection);
        } else if (tally.added() > 0) {
            thumbnails.removeDrafts();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Calibration.measureIfStale(collection, model, progress);
        List<SkippedPhoto> skipped = new ArrayList<>(unpacked.skipped());
        skipped.addAll(found.skipped());
        skipped.addAll(tally.skipped());
        int removed = areRemoved ? gone.size() : 0;
        return new Result(tally.added(), tally.copies(), tally.replaced(), tally.renamed(),
                tally.unchanged() + unpacked.unchanged(), tally.recaptioned(), gone.size(), removed, skipped,
                size(collection), took);
    }

    /** Fails before the work begins if a path is missing. */
    private static void requireAll(List<Path> paths) throws NoSuchFileException {
        for (Path path : paths) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString());
            }
        }
    }

    private static int size(CollectionFolder collection) throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return searcher.size();
        }
    }

    /** What is not there any more; remembers the disks that are. */
    private static MissingPhotos missing(Options options, KnownPhotos known, FoundPhotos found) throws IOException {
        Disks remembered = Disks.read(options.collection());
        Disks disks = remembered.and(found.disks());
        MissingPhotos missing = MissingPhotos.of(known, found, disks);
        if (options.removal() == Removal.MISSING) {
            disks = disks.present();
            missing = missing.allGone();
        }
        if (!disks.equals(remembered)) {
            disks.write(options.collection());
        }
        return missing;
    }
}
