package io.semsearch.postcards.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/** What paper and printing add: exposure, contrast, a cast of colour, darker corners and grain.
 *
 * @param exposure  factor on all channels
 * @param contrast  factor on the distance from middle grey
 * @param warmth    how much red gains and blue loses, as a share
 * @param vignette  share of light that the corners lose
 * @param grain     largest change of a channel by chance, in steps of 255 */
record Finish(float exposure, float contrast, float warmth, float vignette, float grain) {

    static Finish of(RandomGenerator random) {
        return new Finish(random.nextFloat(0.92f, 1.08f), random.nextFloat(0.94f, 1.1f),
                random.nextFloat(-0.04f, 0.03f),
                random.nextFloat(0, 0.22f), random.nextFloat(1.5f, 8));
    }

    /** Finishes a painted image.
     *
     * @param painted of type {@link BufferedImage#TYPE_INT_RGB}
     * @param seed    decides on the grain
     * @return a new image of type {@link BufferedImage#TYPE_3BYTE_BGR}, which JPEG writers read fastest */
    BufferedImage apply(BufferedImage painted, long seed) {
        int width = painted.getWidth();
        int height = painted.getHeight();
        BufferedImage finished = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        int[] from = ((DataBufferInt) painted.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) finished.getRaster().getDataBuffer()).getData();
        float red = exposure * (1 + warmth);
        float blue = exposure * (1 - warmth);
        long noise = seed | 1;
        for (int y = 0; y < height; y++) {
            float dy = 2f * y / height - 1;
            for (int x = 0; x < width; x++) {
                float dx = 2f * x / width - 1;
                float distance = (dx * dx + dy * dy) / 2;
                float shade = 1 - vignette * distance * distance;
                // xorshift64 by Marsaglia: a java.util.Random would take longer than the drawing
                noise ^= noise << 13;
                noise ^= noise >>> 7;
                noise ^= noise << 17;
                float speck = grain * ((byte) noise + (byte) (noise >> 8)) / 256;
                int i = y * width + x;
                int rgb = from[i];
                to[3 * i] = channel(rgb, blue * shade, speck);
                to[3 * i + 1] = channel(rgb >> 8, exposure * shade, speck);
                to[3 * i + 2] = channel(rgb >> 16, red * shade, speck);
            }
        }
        return finished;
    }

    private byte channel(int packed, float scale, float speck) {
        float value = ((packed & 0xFF) * scale - 128) * contrast + 128.5f + speck;
        return (byte) Math.clamp((int) value, 0, 255);
    }
}
