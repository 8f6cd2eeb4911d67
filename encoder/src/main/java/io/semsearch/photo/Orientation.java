package io.semsearch.photo;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;

/** The EXIF orientation of an image: the steps that turn it upright.
 *
 * @param transposed true to swap rows and columns, before mirroring
 * @param mirroredX  true to swap left and right
 * @param mirroredY  true to swap top and bottom */
record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** @param tag the EXIF value, 1 to 8; all others mean upright */
    static Orientation of(int tag) {
        return switch (tag) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /** The orientation that metadata name; upright if they do not. */
    static Orientation of(Metadata metadata) {
        Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer tag = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return tag == null ? UPRIGHT : of(tag);
    }

    /** @param image of {@link BufferedImage#TYPE_INT_RGB} */
    BufferedImage apply(BufferedImage image) {
        if (equals(UPRIGHT)) {
            return image;
        }
        int width = transposed ? image.getHeight() : image.getWidth();
        int height = transposed ? image.getWidth() : image.getHeight();
        BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            int sourceY = mirroredY ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int sourceX = mirroredX ? width - 1 - x : x;
                line[x] = transposed ? image.getRGB(sourceY, sourceX) : image.getRGB(sourceX, sourceY);
            }
            upright.setRGB(0, y, width, 1, line, 0, width);
        }
        return upright;
    }
}
