package io.semsearch.operations.photos;

import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.dataset.PhotoRecord.Content;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.photo.DecodedImage;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.photo.PhotoMetadata;
import io.semsearch.photo.UnreadableImageException;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Reads single photo files: their digest, and their pixels as features. Thread-safe. A photo that cannot be read is
 * skipped with the reason. */
final class PhotoReading {

    private final ImageDecoder decoder = new ImageDecoder();
    private final Optional<ThumbnailFolder> thumbnails;

    /** @param thumbnails receives a small version of each encoded photo */
    PhotoReading(Optional<ThumbnailFolder> thumbnails) {
        this.thumbnails = thumbnails;
    }

    /** What became of a photo. */
    sealed interface Outcome {

        /** Its bytes were read. */
        record Hashed(PhotoFile file, Content content) implements Outcome {}

        /** It was encoded. */
        final class Encoded implements Outcome {

            private final Hashed hashed;
            private final PhotoRecord.Shot shot;
            private final int width;
            private final int height;
            private final float[] features;

            private Encoded(Hashed hashed, DecodedImage image, float[] features) {
                this.hashed = hashed;
                this.shot = shot(image.metadata());
                this.width = image.width();
                this.height = image.height();
                this.features = features;
            }

            Hashed hashed() {
                return hashed;
            }

            PhotoRecord record() {
                return PhotoRecord.of(hashed.file.path(), hashed.content, shot);
            }

            /** Of the whole photo, upright, in pixels. */
            int width() {
                return width;
            }

            /** Of the whole photo, upright, in pixels. */
            int height() {
                return height;
            }

            /** Shared, not modified. */
            float[] features() {
                return features;
            }
        }

        /** It was left out. */
        record Skipped(SkippedPhoto photo) implements Outcome {}
    }

    /** Computes the digest of a file. */
    Outcome hash(PhotoFile file) {
        try {
            BasicFileAttributes before = Files.readAttributes(file.path(), BasicFileAttributes.class);
            if (before.size() == 0) {
                return skipped(file, "empty", file.path() + ": the file is empty");
            }
            Content content = new Content(Sha256.of(file.path()), before.size(),
                    before.lastModifiedTime().toInstant());
            return isChanged(file, content) ? changed(file) : new Outcome.Hashed(file, content);
        } catch (IOException e) {
            return failed(file, e);
        }
    }

    /** Decodes and encodes a photo, and makes its thumbnail.
     *
     * @throws UncheckedIOException if the thumbnail cannot be written, as on a full disk */
    Outcome encode(Outcome.Hashed hashed, ImageEncoder encoder) {
        PhotoFile file = hashed.file();
        try {
            DecodedImage image = decoder.decode(file.path());
            float[] features = encoder.encode(image.pixels());
            if (!IndexSchema.hasDirection(features)) {
                return skipped(file, "without features", file.path() + ": all features of this photo are 0, so that "
                        + "it is similar to nothing");
            }
            if (isChanged(file, hashed.content())) {
                return changed(file);
            }
            makeThumbnail(image, hashed.content());
            return new Outcome.Encoded(hashed, image, features);
        } catch (IOException e) {
            return failed(file, e);
        }
    }

    private void makeThumbnail(DecodedImage image, Content content) {
        try {
            if (thumbnails.isPresent()) {
                thumbnails.get().make(image.pixels(), content.sha256());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PhotoRecord.Shot shot(PhotoMetadata metadata) {
        return new PhotoRecord.Shot(metadata.taken(), metadata.camera(),
                metadata.place().map(place -> new PhotoRecord.Place(place.latitude(), place.longitude())));
    }

    private static boolean isChanged(PhotoFile file, Content content) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return !content.isOf(now.size(), now.lastModifiedTime().toInstant());
    }

    private static Outcome changed(PhotoFile file) {
        return skipped(file, "changed while it was read", file.path()
                + ": the file changed while it was read: the next run adds it");
    }

    private static Outcome failed(PhotoFile file, IOException e) {
        return switch (e) {
            case UnreadableImageException image ->
                skipped(file, image.reason().toString(), String.valueOf(e.getMessage()));
            case NoSuchFileException gone -> skipped(file, "gone", file.path() + ": the file was removed meanwhile");
            case AccessDeniedException denied ->
                skipped(file, "access denied", file.path() + ": check its permissions");
            default -> skipped(file, "cannot be read", e.toString());
        };
    }

    private static Outcome skipped(PhotoFile file, String reason, String message) {
        return new Outcome.Skipped(new SkippedPhoto(file.path(), reason, message));
    }
}
