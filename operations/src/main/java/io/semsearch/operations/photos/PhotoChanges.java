package io.semsearch.operations.photos;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.photos.KnownPhotos.Known;
import io.semsearch.operations.photos.PhotoReading.Outcome;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings an index up to date with the photos that were found.
 *
 * <p>A file is one image. In this order: a file of the same path, size and time as an image is unchanged, and not
 * opened; a file of an image's path with other bytes replaces that image under its id; a file with the bytes of an
 * image whose file is gone is that image, moved; any other file is a new image, also if it is a copy. */
final class PhotoChanges {

    /** Photos of a block are read at the same time: enough to keep all processors busy to its end. */
    private static final int PHOTOS_PER_PROCESSOR = 16;

    private final EncoderOfIndex encoder;
    private final KnownPhotos known;
    private final PhotoCaptions captions;
    private final PhotoReading reading;
    private final PendingChanges pending;
    private final Tally tally = new Tally();
    private long nextId;

    /** What was done so far. */
    static final class Tally {

        private int added;
        private int copies;
        private int replaced;
        private int renamed;
        private int unchanged;
        private int recaptioned;
        private final List<SkippedPhoto> skipped = new ArrayList<>();

        int added() {
            return added;
        }

        int copies() {
            return copies;
        }

        int replaced() {
            return replaced;
        }

        int renamed() {
            return renamed;
        }

        int unchanged() {
            return unchanged;
        }

        int recaptioned() {
            return recaptioned;
        }

        List<SkippedPhoto> skipped() {
            return skipped;
        }
    }

    /** @param reading of single photos */
    PhotoChanges(PendingChanges pending, EncoderOfIndex encoder, KnownPhotos known, PhotoCaptions captions,
            PhotoReading reading) throws IOException {
        this.pending = pending;
        this.encoder = encoder;
        this.known = known;
        this.captions = captions;
        this.reading = reading;
        this.nextId = pending.nextImageId();
    }

    /** Compares files with the index, reads those that changed, and commits in between.
     *
     * @throws IOException if the index cannot be written; what was committed stays */
    Tally bringIn(List<PhotoFile> files, Progress progress) throws IOException {
        List<PhotoFile> toRead = new ArrayList<>();
        for (PhotoFile file : files) {
            Optional<Known> image = known.of(file.path());
            if (image.isPresent() && image.get().isUnchanged(file)) {
                recaption(image.get(), file);
            } else {
                toRead.add(file);
            }
        }
        int block = PHOTOS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        AtomicInteger done = new AtomicInteger();
        try (Progress.Task task = progress.start("Encoding photos", toRead.size(), "photos")) {
            for (int start = 0; start < toRead.size(); start += block) {
                readBlock(toRead.subList(start, Math.min(toRead.size(), start + block)),
                        () -> task.advanceTo(done.incrementAndGet()));
            }
        }
        pending.commit();
        return tally;
    }

    private void recaption(Known image, PhotoFile file) {
        tally.unchanged++;
        List<String> now = captionsOf(file).orElse(image.captions());
        if (!now.equals(image.captions())) {
            tally.recaptioned++;
            change(image, new Known(image.record(), image.file(), now));
        }
    }

    /** The captions that came with a photo. If they cannot be read, the photo is taken without. */
    private Optional<List<String>> captionsOf(PhotoFile file) {
        try {
            return captions.of(file);
        } catch (IOException e) {
            tally.skipped
                    .add(new SkippedPhoto(file.path(), "captions that cannot be read", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void readBlock(List<PhotoFile> files, Runnable advance) throws IOException {
        List<Outcome.Hashed> toEncode = new ArrayList<>();
        for (Outcome outcome : files.parallelStream().map(reading::hash).toList()) {
            if (outcome instanceof Outcome.Hashed hashed && !isKnownContent(hashed)) {
                toEncode.add(hashed);
            } else {
                skip(outcome);
                advance.run();
            }
        }
        if (!toEncode.isEmpty()) {
            for (Outcome outcome : encode(toEncode, advance)) {
                skip(outcome);
                if (outcome instanceof Outcome.Encoded encoded) {
                    put(encoded);
                }
            }
        }
        pending.commitInTime();
    }

    private List<Outcome> encode(List<Outcome.Hashed> photos, Runnable advance) throws IOException {
        ImageEncoder open = encoder.get();
        try {
            return photos.parallelStream().map(hashed -> {
                Outcome encoded = reading.encode(hashed, open);
                advance.run();
                return encoded;
            }).toList();
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            throw new IOException(cause.getMessage(), cause);
        }
    }

    private void skip(Outcome outcome) {
        if (outcome instanceof Outcome.Skipped left) {
            tally.skipped.add(left.photo());
        }
    }

    /** True if the pixels need not be read: the file has the bytes of its own image, or of one whose file is gone. */
    private boolean isKnownContent(Outcome.Hashed hashed) {
        PhotoFile file = hashed.file();
        Optional<Known> here = known.of(file.path());
        if (here.isPresent()) {
            boolean isSame = here.get().content().filter(its -> its.sha256().equals(hashed.content().sha256()))
                    .isPresent();
            if (isSame) {
                tally.unchanged++;
                rename(here.get(), hashed);
            }
            return isSame;
        }
        Optional<Known> moved = known.moved(hashed.content().sha256());
        moved.ifPresent(image -> {
            tally.renamed++;
            rename(image, hashed);
        });
        return moved.isPresent();
    }

    private void rename(Known image, Outcome.Hashed hashed) {
        PhotoFile file = hashed.file();
        PhotoRecord.Shot shot = image.record().photo().map(PhotoRecord::shot).orElse(PhotoRecord.Shot.UNKNOWN);
        ImageRecord record = image.record().withPhoto(file.relativeName(),
                PhotoRecord.of(file.path(), hashed.content(), shot));
        change(image, new Known(record, file.path(), captionsOf(file).orElse(image.captions())));
    }

    private void change(Known before, Known after) {
        known.remove(before);
        known.put(after);
        pending.update(after);
    }

    private void put(Outcome.Encoded encoded) {
        PhotoFile file = encoded.hashed().file();
        Optional<Known> here = known.of(file.path());
        boolean isCopy = known.hasContent(encoded.hashed().content().sha256());
        Known after = new Known(record(encoded, here), file.path(),
                captionsOf(file).or(() -> here.map(Known::captions)).orElse(List.of()));
        if (here.isPresent()) {
            known.remove(here.get());
            tally.replaced++;
        } else {
            tally.added++;
            tally.copies += isCopy ? 1 : 0;
        }
        known.put(after);
        pending.put(after, encoded.features());
    }

    private ImageRecord record(Outcome.Encoded encoded, Optional<Known> here) {
        PhotoFile file = encoded.hashed().file();
        if (here.isEmpty()) {
            return new ImageRecord(nextId++, file.relativeName(), encoded.width(), encoded.height(), "", "", List.of(),
                    Optional.of(encoded.record()));
        }
        ImageRecord before = here.get().record();
        return new ImageRecord(before.id(), file.relativeName(), encoded.width(), encoded.height(), before.url(),
                before.split(), before.tags(), Optional.of(encoded.record()));
    }
}
