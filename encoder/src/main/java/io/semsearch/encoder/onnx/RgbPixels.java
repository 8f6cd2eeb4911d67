package io.semsearch.encoder.onnx;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;

/** The pixels of a photo as bytes, red, green and blue planes one after the other. */
final class RgbPixels {

    private static final int WHITE = 255;

    final int width;
    final int height;
    /** [3, height, width]; shared, do not modify. */
    final byte[] planes;

    private RgbPixels(int width, int height) {
        this.width = width;
        this.height = height;
        this.planes = new byte[3 * width * height];
    }

    /** The pixels of an image; transparent ones become white. */
    static RgbPixels of(BufferedImage image) {
        RgbPixels pixels = new RgbPixels(image.getWidth(), image.getHeight());
        if (isPlainBgr(image)) {
            pixels.setBgr(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
            return pixels;
        }
        int[] line = new int[pixels.width];
        for (int y = 0; y < pixels.height; y++) {
            image.getRGB(0, y, pixels.width, 1, line, 0, pixels.width);
            pixels.setLine(y, line);
        }
        return pixels;
    }

    /** What Java's reader of JPEG gives: three bytes a pixel, one row after the other. */
    private static boolean isPlainBgr(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte data
                && image.getRaster().getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getScanlineStride() == 3 * image.getWidth() && image.getRaster().getParent() == null
                && data.getOffset() == 0;
    }

    private void setBgr(byte[] bgr) {
        int size = width * height;
        for (int i = 0; i < size; i++) {
            planes[i] = bgr[3 * i + 2];
            planes[size + i] = bgr[3 * i + 1];
            planes[2 * size + i] = bgr[3 * i];
        }
    }

    private void setLine(int y, int[] argb) {
        int size = width * height;
        for (int x = 0; x < width; x++) {
            int alpha = argb[x] >>> 24;
            int i = y * width + x;
            planes[i] = overWhite(argb[x] >> 16, alpha);
            planes[size + i] = overWhite(argb[x] >> 8, alpha);
            planes[2 * size + i] = overWhite(argb[x], alpha);
        }
    }

    private static byte overWhite(int value, int alpha) {
        int colour = value & 0xFF;
        return (byte) (alpha == WHITE ? colour : WHITE + (colour - WHITE) * alpha / WHITE);
    }

    /** A part of this photo after resizing.
     *
     * @param columns from the width of this photo
     * @param rows    from its height
     * @param partWidth  width of the result
     * @param partHeight height of the result */
    RgbPixels resized(Resampling columns, Resampling rows, int partWidth, int partHeight) {
        RgbPixels narrow = new RgbPixels(partWidth, height);
        RgbPixels result = new RgbPixels(partWidth, partHeight);
        for (int plane = 0; plane < 3; plane++) {
            for (int y = rows.start(); y < rows.end(); y++) {
                columns.apply(planes, (plane * height + y) * width, 1, narrow.planes,
                        (plane * height + y) * partWidth, 1);
            }
            for (int x = 0; x < partWidth; x++) {
                rows.apply(narrow.planes, plane * height * partWidth + x, partWidth, result.planes,
                        plane * partHeight * partWidth + x, partWidth);
            }
        }
        return result;
    }

    /** A part of this photo. */
    RgbPixels cropped(int left, int top, int partWidth, int partHeight) {
        RgbPixels result = new RgbPixels(partWidth, partHeight);
        for (int line = 0; line < 3 * partHeight; line++) {
            int source = (line / partHeight * height + top + line % partHeight) * width + left;
            System.arraycopy(planes, source, result.planes, line * partWidth, partWidth);
        }
        return result;
    }
}
