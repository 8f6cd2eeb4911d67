package io.semsearch.dataset;

import java.util.List;

/** What a collection tells of one photo.
 *
 * @param id       the photo's number, unique in its collection
 * @param fileName the picture's file name, relative to the folder of pictures; empty when unknown
 * @param width    in pixels; 0 when unknown
 * @param height   in pixels; 0 when unknown
 * @param url      where the picture can be fetched ({@code coco_url}); empty when unknown
 * @param split    the part of the collection that it belongs to, {@code train} or {@code val} say; empty when unknown
 * @param tags     words that were put on it; may be empty */
public record ImageRecord(long id, String fileName, int width, int height, String url, String split,
        List<String> tags) {

    /** Copies.
     *
     * @throws IllegalArgumentException if a side is negative */
    public ImageRecord {
        tags = List.copyOf(tags);
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "image " + id + ": width and height must be >= 0, got " + width + " x " + height);
        }
    }

    /** A photo without split and tags. */
    public ImageRecord(long id, String fileName, int width, int height, String url) {
        this(id, fileName, width, height, url, "", List.of());
    }

    /** A photo of which only the number is known. */
    public static ImageRecord ofId(long id) {
        return new ImageRecord(id, "", 0, 0, "");
    }
}
