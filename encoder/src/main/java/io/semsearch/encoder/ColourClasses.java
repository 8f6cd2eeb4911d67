package io.semsearch.encoder;

import java.util.Arrays;

/** The colour classes of a pixel: its shares of 35 classes. Each share is >= 0; they sum to 1.
 *
 * <p>The classes are ten hues, each vivid and bright (0 to 9), vivid and dark (10 to 19) or pale (20 to 29), and five
 * greys from black to white (30 to 34). A colour between two classes has a share of both, so a small change of colour
 * is a small change of features. */
final class ColourClasses {

    static final int COUNT = 35;
    static final int HUES = 10;
    static final int DARK = 10;
    static final int PALE = 20;
    static final int GREYS = 30;

    /** Red, orange, yellow, lime, green, cyan, blue, indigo, violet, pink, and red again, in degrees. */
    private static final float[] HUE_DEGREES = {0, 28, 52, 88, 140, 182, 216, 250, 290, 335, 360};

    private ColourClasses() {}

    /** Computes the shares of one pixel.
     *
     * @param shares length {@link #COUNT}; overwritten */
    static void assign(float red, float green, float blue, float[] shares) {
        Arrays.fill(shares, 0);
        float value = Math.max(red, Math.max(green, blue));
        float chroma = value - Math.min(red, Math.min(green, blue));
        float saturation = chroma / Math.max(value, 1e-3f);
        float coloured = ramp(saturation, 0.12f, 0.3f) * ramp(value, 0.08f, 0.2f);
        if (coloured > 0) {
            float vivid = coloured * ramp(saturation, 0.4f, 0.7f);
            float bright = ramp(value, 0.35f, 0.65f);
            float hue = hue(red, green, blue, value, chroma);
            int first = 0;
            while (hue >= HUE_DEGREES[first + 1] && first < HUES - 1) {
                first++;
            }
            float second = (hue - HUE_DEGREES[first]) / (HUE_DEGREES[first + 1] - HUE_DEGREES[first]);
            addHue(shares, first, (1 - second), vivid, bright, coloured);
            addHue(shares, (first + 1) % HUES, second, vivid, bright, coloured);
        }
        if (coloured < 1) {
            float position = value * 4;
            int below = Math.min(3, (int) position);
            shares[GREYS + below] = (1 - coloured) * (below + 1 - position);
            shares[GREYS + below + 1] = (1 - coloured) * (position - below);
        }
    }

    private static void addHue(float[] shares, int hue, float share, float vivid, float bright, float coloured) {
        shares[hue] += share * vivid * bright;
        shares[DARK + hue] += share * vivid * (1 - bright);
        shares[PALE + hue] += share * (coloured - vivid);
    }

    /** The hue in degrees, in [0, 360). */
    private static float hue(float red, float green, float blue, float value, float chroma) {
        float sixth;
        if (value == red) {
            sixth = (green - blue) / chroma;
            sixth = sixth < 0 ? sixth + 6 : sixth;
        } else if (value == green) {
            sixth = (blue - red) / chroma + 2;
        } else {
            sixth = (red - green) / chroma + 4;
        }
        return sixth * 60;
    }

    /** 0 up to {@code low}, 1 from {@code high}, linear between. */
    static float ramp(float x, float low, float high) {
        return Math.clamp((x - low) / (high - low), 0f, 1f);
    }
}
