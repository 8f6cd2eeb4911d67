package io.semsearch.encoder;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** An image reduced to about 12,288 pixels (128 x 96 for 4:3) with its aspect ratio.
 *
 * <p>Three planes, row-major, shape [height, width], values in [0, 1]. */
final class ReducedImage {

    private static final double PIXELS = 128 * 96;
    private static final int SHORTEST_SIDE = 24;
    private static final int LONGEST_SIDE = 512;

    final int width;
    final int height;
    final float[] red;
    final float[] green;
    final float[] blue;

    private ReducedImage(int width, int height) {
        this.width = width;
        this.height = height;
        this.red = new float[width * height];
        this.green = new float[width * height];
        this.blue = new float[width * height];
    }

    /** Reduces by averaging: each pixel of the result is the mean of the area it covers. Transparent pixels become
     * white. */
    static ReducedImage of(BufferedImage image) {
        double scale = Math.sqrt(PIXELS / ((double) image.getWidth() * image.getHeight()));
        ReducedImage reduced = new ReducedImage(side(image.getWidth() * scale), side(image.getHeight() * scale));
        Cover columns = new Cover(image.getWidth(), reduced.width);
        Cover rows = new Cover(image.getHeight(), reduced.height);
        int[] pixels = new int[image.getWidth()];
        float[] sums = new float[3 * reduced.width];
        float[] line = new float[3 * reduced.width];
        int loaded = -1;
        for (int y = 0; y < reduced.height; y++) {
            Arrays.fill(sums, 0);
            for (int source = rows.first(y); source <= rows.last(y); source++) {
                if (source != loaded) {
                    image.getRGB(0, source, pixels.length, 1, pixels, 0, pixels.length);
                    average(pixels, columns, line);
                    loaded = source;
                }
                float share = rows.share(y, source);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += share * line[i];
                }
            }
            for (int x = 0; x < reduced.width; x++) {
                reduced.red[y * reduced.width + x] = sums[3 * x];
                reduced.green[y * reduced.width + x] = sums[3 * x + 1];
                reduced.blue[y * reduced.width + x] = sums[3 * x + 2];
            }
        }
        return reduced;
    }

    private static int side(double length) {
        return Math.clamp(Math.round(length), SHORTEST_SIDE, LONGEST_SIDE);
    }

    /** Reduces one row.
     *
     * @param pixels packed ARGB
     * @param line   receives red, green and blue of each reduced pixel */
    private static void average(int[] pixels, Cover columns, float[] line) {
        for (int x = 0; 3 * x < line.length; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int source = columns.first(x); source <= columns.last(x); source++) {
                int argb = pixels[source];
                float share = columns.share(x, source) / 255;
                int alpha = argb >>> 24;
                if (alpha != 255) {
                    argb = overWhite(argb, alpha);
                }
                red += share * (argb >> 16 & 0xFF);
                green += share * (argb >> 8 & 0xFF);
                blue += share * (argb & 0xFF);
            }
            line[3 * x] = red;
            line[3 * x + 1] = green;
            line[3 * x + 2] = blue;
        }
    }

    private static int overWhite(int argb, int alpha) {
        int red = 255 + ((argb >> 16 & 0xFF) - 255) * alpha / 255;
        int green = 255 + ((argb >> 8 & 0xFF) - 255) * alpha / 255;
        int blue = 255 + ((argb & 0xFF) - 255) * alpha / 255;
        return red << 16 | green << 8 | blue;
    }

    /** The overlap of {@code from} equal parts of a line with {@code to} equal parts. */
    private record Cover(int from, int to) {

        int first(int piece) {
            return (int) ((long) piece * from / to);
        }

        int last(int piece) {
            return (int) (((long) (piece + 1) * from + to - 1) / to) - 1;
        }

        /** The share of a part that a source part fills; the shares of a part sum to 1. */
        float share(int piece, int source) {
            long start = Math.max((long) piece * from, (long) source * to);
            long end = Math.min((long) (piece + 1) * from, (long) (source + 1) * to);
            return (float) (end - start) / from;
        }
    }
}
