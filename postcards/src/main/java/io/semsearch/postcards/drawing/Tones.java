package io.semsearch.postcards.drawing;

import java.awt.Color;
import java.util.random.RandomGenerator;

/** Arithmetic on colours. */
public final class Tones {

    private Tones() {}

    /** Interpolates between two colours.
     *
     * @param share 0 gives {@code from}, 1 gives {@code to} */
    public static Color mix(Color from, Color to, double share) {
        return new Color(mix(from.getRed(), to.getRed(), share), mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share), mix(from.getAlpha(), to.getAlpha(), share));
    }

    /** Multiplies each channel by its factor, clipped to the valid range. */
    public static Color scale(Color colour, double red, double green, double blue) {
        return new Color(clamp(colour.getRed() * red), clamp(colour.getGreen() * green), clamp(colour.getBlue() * blue),
                colour.getAlpha());
    }

    /** Darkens with a factor below 1, brightens with a factor above 1. */
    public static Color shade(Color colour, double factor) {
        return scale(colour, factor, factor, factor);
    }

    /** A copy of a colour with another opacity.
     *
     * @param alpha 0 is invisible, 1 is opaque */
    public static Color alpha(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), clamp(alpha * 255));
    }

    /** A slightly lighter or darker colour, at random. */
    public static Color vary(Color colour, double amount, RandomGenerator random) {
        double common = random.nextDouble(-amount, amount);
        return scale(colour, 1 + common + random.nextDouble(-amount, amount) / 3,
                1 + common + random.nextDouble(-amount, amount) / 3,
                1 + common + random.nextDouble(-amount, amount) / 3);
    }

    /** Creates a colour from hue in degrees, and saturation and brightness in [0, 1]. */
    public static Color hsb(double hue, double saturation, double brightness) {
        return Color.getHSBColor((float) (hue / 360), (float) saturation, (float) brightness);
    }

    /** True if a colour is nearly white. */
    public static boolean isBright(Color colour) {
        return colour.getRed() + colour.getGreen() + colour.getBlue() > 600;
    }

    public static Color rgb(int packed) {
        return new Color(packed);
    }

    private static int mix(int from, int to, double share) {
        return clamp(from + (to - from) * share);
    }

    private static int clamp(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
