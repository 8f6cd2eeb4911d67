package io.semsearch.dataset;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** What is known of the photo file that an image was read from, and of how it was taken. It can be incomplete: an
 * answer from another computer has no file.
 *
 * @param file      the file, absolute; empty if unknown
 * @param content   size, time and digest of its bytes; empty if unknown
 * @param shot      when, with what and where it was taken */
public record PhotoRecord(Optional<Path> file, Optional<Content> content, Shot shot) {

    /** Creates the record of a file that was read. */
    public static PhotoRecord of(Path file, Content content, Shot shot) {
        return new PhotoRecord(Optional.of(file), Optional.of(content), shot);
    }

    /** Creates the record of a photo of which the file is unknown. */
    public static PhotoRecord of(Shot shot) {
        return new PhotoRecord(Optional.empty(), Optional.empty(), shot);
    }

    /** A file's content. A file of the same size and time is taken to be unchanged without being read.
     *
     * @param sha256   of all bytes, 64 lower-case hexadecimal digits
     * @param bytes    size of the file
     * @param modified when it was last modified, to the millisecond */
    public record Content(String sha256, long bytes, Instant modified) {

        private static final int DIGITS = 64;

        /** Cuts the time to milliseconds, which the index keeps.
         *
         * @throws IllegalArgumentException if the digest is none, or the size negative */
        public Content {
            if (sha256.length() != DIGITS || !sha256.chars().allMatch(Content::isDigit)) {
                throw new IllegalArgumentException("a SHA-256 has 64 lower-case hexadecimal digits, got '" + sha256
                        + "'");
            }
            if (bytes < 0) {
                throw new IllegalArgumentException("a file has at least 0 bytes, got " + bytes);
            }
            modified = Instant.ofEpochMilli(modified.toEpochMilli());
        }

        private static boolean isDigit(int character) {
            return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
        }

        /** True if a file of this size and time has this content, as far as can be known without reading it. */
        public boolean isOf(long fileBytes, Instant fileModified) {
            return bytes == fileBytes && modified.toEpochMilli() == fileModified.toEpochMilli();
        }
    }

    /** How a photo was taken.
     *
     * @param taken  when, in the camera's local time
     * @param camera make and model; empty if unknown
     * @param place  where */
    public record Shot(Optional<LocalDateTime> taken, String camera, Optional<Place> place) {

        /** Nothing is known. */
        public static final Shot UNKNOWN = new Shot(Optional.empty(), "", Optional.empty());

        /** Cuts the time to seconds, which the index keeps. */
        public Shot {
            taken = taken.map(time -> time.withNano(0));
        }
    }

    /** A place on Earth.
     *
     * @param latitude  degrees, -90 (south) to 90
     * @param longitude degrees, -180 (west) to 180 */
    public record Place(double latitude, double longitude) {

        /** @throws IllegalArgumentException if there is no such place */
        public Place {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException(
                        "expected a latitude from -90 to 90 and a longitude from -180 to 180, "
                                + "got " + latitude + " and " + longitude);
            }
        }
    }
}
