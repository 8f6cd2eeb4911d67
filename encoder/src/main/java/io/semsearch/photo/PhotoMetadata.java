package io.semsearch.photo;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a camera wrote into a photo (EXIF).
 *
 * @param taken  when, in the camera's local time
 * @param camera make and model; empty if unknown; one line of at most {@value #LONGEST_CAMERA} characters
 * @param place  where */
public record PhotoMetadata(Optional<LocalDateTime> taken, String camera, Optional<Place> place) {

    /** Nothing is known. */
    public static final PhotoMetadata NONE = new PhotoMetadata(Optional.empty(), "", Optional.empty());

    /** Maximum length of the camera's name, in characters. */
    public static final int LONGEST_CAMERA = 80;

    private static final DateTimeFormatter EXIF_TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int TIME_LENGTH = "2020:01:31 23:59:59".length();

    /** A place on Earth.
     *
     * @param latitude  degrees, -90 (south) to 90
     * @param longitude degrees, -180 (west) to 180 */
    public record Place(double latitude, double longitude) {

        /** @throws IllegalArgumentException if either is out of range or not a number */
        public Place {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("expected a latitude from -90 to 90 and a longitude from -180 to "
                        + "180, got " + latitude + " and " + longitude);
            }
        }
    }

    /** Values that make no sense, such as the 13th month, count as unknown. */
    static PhotoMetadata of(Metadata metadata) {
        Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Directory shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        Optional<LocalDateTime> taken = Stream
                .of(text(shot, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL),
                        text(shot, ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED),
                        text(main, ExifIFD0Directory.TAG_DATETIME))
                .flatMap(text -> time(text).stream()).findFirst();
        return new PhotoMetadata(taken, camera(text(main, ExifIFD0Directory.TAG_MAKE),
                text(main, ExifIFD0Directory.TAG_MODEL)), place(metadata));
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return text.length() < TIME_LENGTH
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.substring(0, TIME_LENGTH), EXIF_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Many models begin with their make. */
    private static String camera(String make, String model) {
        boolean repeats = model.toLowerCase(Locale.ROOT).startsWith(make.toLowerCase(Locale.ROOT));
        String camera = (repeats ? model : make + " " + model).strip();
        return camera.length() <= LONGEST_CAMERA ? camera : camera.substring(0, LONGEST_CAMERA).strip();
    }

    private static Optional<Place> place(Metadata metadata) {
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation location = gps == null ? null : gps.getGeoLocation();
        if (location == null || location.isZero()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(location.getLatitude(), location.getLongitude()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A tag's text in one line; empty if it is missing. */
    private static String text(@Nullable Directory directory, int tag) {
        String text = directory == null ? null : directory.getString(tag);
        return text == null ? "" : text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    }
}
