package io.semsearch.encoder;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** How a camera was held, as EXIF numbers it: what must be done to a picture to set it upright.
 *
 * @param transposed whether rows and columns change places, before anything is mirrored
 * @param mirroredX  whether left and right change places
 * @param mirroredY  whether top and bottom change places */
record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** @param tag EXIF's number, 1 to 8; anything else counts as upright */
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

    /** Finds the orientation in a picture file; upright if it has none, or its metadata cannot be understood. */
    static Orientation read(InputStream input) throws IOException {
        try {
            ExifIFD0Directory exif = ImageMetadataReader.readMetadata(input)
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer tag = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return tag == null ? UPRIGHT : of(tag);
        } catch (ImageProcessingException | EOFException e) {
            // the picture itself was read: metadata that are broken tell nothing about how it was held
            return UPRIGHT;
        }
    }

    BufferedImage apply(BufferedImage image) {
        if (equals(UPRIGHT)) {
            return image;
        }
        int width = transposed ? image.getHeight() : image.getWidth();
        int height = transposed ? image.getWidth() : image.getHeight();
        boolean alpha = image.getColorModel().hasAlpha();
        BufferedImage upright = new BufferedImage(width, height,
                alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
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
