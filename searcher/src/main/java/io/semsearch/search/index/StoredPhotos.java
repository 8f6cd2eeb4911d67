package io.semsearch.search.index;

import io.semsearch.dataset.PhotoRecord;
import io.semsearch.schema.IndexSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;

/** Reads what a document stores of an image's photo file. */
final class StoredPhotos {

    private StoredPhotos() {}

    /** The photo of a document; empty if nothing is known of one.
     *
     * @param collection the folder that paths of local files are relative to
     * @throws IllegalArgumentException if a field has a value that no photo has */
    static Optional<PhotoRecord> read(Document stored, Path collection) {
        Optional<PhotoRecord.Content> content = content(stored);
        PhotoRecord.Shot shot = shot(stored);
        if (content.isEmpty() && shot.equals(PhotoRecord.Shot.UNKNOWN)) {
            return Optional.empty();
        }
        return Optional.of(new PhotoRecord(Optional.ofNullable(stored.get(IndexSchema.PATH)).map(collection::resolve),
                content, shot));
    }

    private static Optional<PhotoRecord.Content> content(Document stored) {
        String hash = stored.get(IndexSchema.CONTENT_HASH);
        Number bytes = number(stored, IndexSchema.FILE_BYTES);
        Number modified = number(stored, IndexSchema.FILE_MODIFIED);
        return hash == null || bytes == null || modified == null
                ? Optional.empty()
                : Optional.of(new PhotoRecord.Content(hash, bytes.longValue(),
                        Instant.ofEpochMilli(modified.longValue())));
    }

    private static PhotoRecord.Shot shot(Document stored) {
        Number taken = number(stored, IndexSchema.TAKEN);
        String camera = stored.get(IndexSchema.CAMERA);
        return new PhotoRecord.Shot(taken == null
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(clamped(taken.longValue()), 0, ZoneOffset.UTC)),
                camera == null ? "" : camera, place(stored));
    }

    private static Optional<PhotoRecord.Place> place(Document stored) {
        Number latitude = number(stored, IndexSchema.LATITUDE);
        Number longitude = number(stored, IndexSchema.LONGITUDE);
        return latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new PhotoRecord.Place(latitude.doubleValue(), longitude.doubleValue()));
    }

    /** A damaged number must not be beyond what LocalDateTime takes. */
    private static long clamped(long seconds) {
        return Math.clamp(seconds, LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC),
                LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC));
    }

    private static @Nullable Number number(Document stored, String field) {
        IndexableField value = stored.getField(field);
        return value == null ? null : value.numericValue();
    }
}
