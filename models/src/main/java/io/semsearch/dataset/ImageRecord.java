package io.semsearch.dataset;

import java.util.List;
import java.util.Optional;

/** The metadata of one image.
 *
 * @param id       unique number of the image in its collection
 * @param fileName file name relative to the image folder; empty if unknown
 * @param width    in pixels; 0 if unknown
 * @param height   in pixels; 0 if unknown
 * @param url      where the image can be downloaded ({@code coco_url}); empty if unknown
 * @param split    the part of the collection that the image belongs to, such as {@code train} or {@code val}; empty if
 *                 unknown
 * @param tags     labels of the image; may be empty
 * @param photo    its photo file; empty if unknown */
public record ImageRecord(long id, String fileName, int width, int height, String url, String split,
        List<String> tags, Optional<PhotoRecord> photo) {

    /** Copies the list.
     *
     * @throws IllegalArgumentException if width or height is negative */
    public ImageRecord {
        tags = List.copyOf(tags);
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "image " + id + ": width and height must be >= 0, got " + width + " x " + height);
        }
    }

    /** Creates a record without a photo file. */
    public ImageRecord(long id, String fileName, int width, int height, String url, String split, List<String> tags) {
        this(id, fileName, width, height, url, split, tags, Optional.empty());
    }

    /** Creates a record without split and tags. */
    public ImageRecord(long id, String fileName, int width, int height, String url) {
        this(id, fileName, width, height, url, "", List.of());
    }

    /** Creates a record of which only the id is known. */
    public static ImageRecord ofId(long id) {
        return new ImageRecord(id, "", 0, 0, "");
    }

    /** A copy with another photo file. */
    public ImageRecord withPhoto(String otherName, PhotoRecord other) {
        return new ImageRecord(id, otherName, width, height, url, split, tags, Optional.of(other));
    }
}
