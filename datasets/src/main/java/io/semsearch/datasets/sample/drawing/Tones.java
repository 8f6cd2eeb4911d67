package io.semsearch.datasets.sample.drawing;

import java.awt.Color;
import java.util.random.RandomGenerator;

/** Arithmetic on colours. */
final class Tones {

    private Tones() {}

    /** The colour a share of the way from one to another.
     *
     * @param share 0 gives {@code from}, 1 gives {@code to} */
    static Color mix(Color from, Color to, double share) {
        return new Color(mix(from.getRed(), to.getRed(), share), mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share), mix(from.getAlpha(), to.getAlpha(), share));
    }

    /** Each channel times its factor, cut to what can be shown. */
    static Color scale(Color colour, double red, double green, double blue) {
        return new Color(clamp(colour.getRed() * red), clamp(colour.getGreen() * green), clamp(colour.getBlue() * blue),
                colour.getAlpha());
    }

    /** Darker below 1, brighter above. */
    static Color shade(Color colour, double factor) {
        return scale(colour, factor, factor, factor);
    }

    /** The same colour, see-through.
     *
     * @param alpha 0 is invisible, 1 is opaque */
    static Color alpha(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), clamp(alpha * 255));
    }

    /** The same colour, a little lighter or darker by chance. */
    static Color vary(Color colour, double amount, RandomGenerator random) {
        double common = random.nextDouble(-amount, amount);
        return scale(colour, 1 + common + random.nextDouble(-amount, amount) / 3,
                1 + common + random.nextDouble(-amount, amount) / 3,
                1 + common + random.nextDouble(-amount, amount) / 3);
    }

    /** A colour by hue in degrees, saturation and brightness in [0, 1]. */
    static Color hsb(double hue, double saturation, double brightness) {
        return Color.getHSBColor((float) (hue / 360), (float) saturation, (float) brightness);
    }

    /** Whether a colour is nearly white. */
    static boolean isBright(Color colour) {
        return colour.getRed() + colour.getGreen() + colour.getBlue() > 600;
    }

    static Color rgb(int packed) {
        return new Color(packed);
    }

    private static int mix(int from, int to, double share) {
        return clamp(from + (to - from) * share);
    }

    private static int clamp(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
