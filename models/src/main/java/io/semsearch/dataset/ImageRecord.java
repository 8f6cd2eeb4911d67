package io.semsearch.dataset;

/** What a collection tells of one photo.
 *
 * @param id       the photo's number, unique in its collection
 * @param fileName the picture's file name, relative to the folder of pictures; empty when unknown
 * @param width    in pixels; 0 when unknown
 * @param height   in pixels; 0 when unknown
 * @param url      where the picture can be fetched ({@code coco_url}); empty when unknown */
public record ImageRecord(long id, String fileName, int width, int height, String url) {

    /** @throws IllegalArgumentException if a side is negative */
    public ImageRecord {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "image " + id + ": width and height must be >= 0, got " + width + " x " + height);
        }
    }

    /** A photo of which only the number is known. */
    public static ImageRecord ofId(long id) {
        return new ImageRecord(id, "", 0, 0, "");
    }
}
