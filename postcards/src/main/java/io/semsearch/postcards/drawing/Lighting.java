package io.semsearch.postcards.drawing;

import io.semsearch.postcards.scene.Atmosphere;
import java.awt.Color;
import java.util.random.RandomGenerator;

/** The light of one postcard: the colours of the sky, and the effect on the colours below.
 *
 * @param skyTop    colour at the upper edge
 * @param skyMiddle colour half way down to the horizon
 * @param skyLow    colour at the horizon; distant objects fade into it
 * @param sunX      distance of the sun or moon from the left edge
 * @param haziness  how fast distant objects fade: 0 not at all, 1 soon */
public record Lighting(Atmosphere atmosphere, Color skyTop, Color skyMiddle, Color skyLow, double sunX,
        double haziness) {

    private static final Color NIGHT_BLUE = Tones.rgb(0x141C40);
    private static final Color MOONLIGHT = Tones.rgb(0x3F4F8C);
    private static final Color DUSK_VIOLET = Tones.rgb(0x6B3B63);
    private static final Color SNOWFALL_WHITE = Tones.rgb(0xDCE4EE);

    static Lighting of(Atmosphere atmosphere, RandomGenerator random) {
        double sunX = Postcard.WIDTH * random.nextDouble(0.14, 0.86);
        double haziness = random.nextDouble(0.25, 1);
        return switch (atmosphere) {
            case DAY -> {
                double hue = random.nextDouble(196, 214);
                yield new Lighting(atmosphere,
                        Tones.hsb(hue, random.nextDouble(0.45, 0.7), random.nextDouble(0.8, 0.95)),
                        Tones.hsb(hue - 4, random.nextDouble(0.28, 0.42), 0.95),
                        Tones.hsb(hue - random.nextDouble(8, 30), random.nextDouble(0.06, 0.2), 0.98), sunX, haziness);
            }
            case DUSK -> new Lighting(atmosphere,
                    Tones.hsb(random.nextDouble(235, 292), random.nextDouble(0.35, 0.55),
                            random.nextDouble(0.42, 0.62)),
                    Tones.hsb(random.nextDouble(-14, 18), random.nextDouble(0.45, 0.65), random.nextDouble(0.82, 0.95)),
                    Tones.hsb(random.nextDouble(30, 44), random.nextDouble(0.5, 0.75), 0.99), sunX, haziness);
            case NIGHT -> {
                double hue = random.nextDouble(216, 246);
                yield new Lighting(atmosphere, Tones.hsb(hue, 0.75, random.nextDouble(0.12, 0.22)),
                        Tones.hsb(hue - 4, 0.68, random.nextDouble(0.24, 0.34)),
                        Tones.hsb(hue - 12, 0.52, random.nextDouble(0.38, 0.5)), sunX, haziness);
            }
            case SNOW -> {
                double hue = random.nextDouble(205, 225);
                yield new Lighting(atmosphere,
                        Tones.hsb(hue, random.nextDouble(0.1, 0.22), random.nextDouble(0.68, 0.8)),
                        Tones.hsb(hue, random.nextDouble(0.06, 0.14), random.nextDouble(0.8, 0.88)),
                        Tones.hsb(hue, 0.05, 0.93), sunX, haziness);
            }
        };
    }

    /** The colour of a subject in this light. The effect is weaker than on the land, so that the colour can still be
     * named. */
    Color onSubject(Color own) {
        return switch (atmosphere) {
            case DAY -> own;
            case DUSK -> Tones.mix(Tones.scale(own, 0.99, 0.87, 0.79), DUSK_VIOLET, 0.08);
            case NIGHT -> Tones.mix(Tones.scale(own, 0.82, 0.80, 0.88), MOONLIGHT, 0.07);
            case SNOW -> Tones.mix(own, SNOWFALL_WHITE, 0.03);
        };
    }

    /** The colour of the land in this light. */
    public Color onLand(Color own) {
        return switch (atmosphere) {
            case DAY -> own;
            case DUSK -> Tones.mix(Tones.scale(own, 0.92, 0.74, 0.66), DUSK_VIOLET, 0.22);
            case NIGHT -> Tones.mix(Tones.scale(own, 0.58, 0.66, 0.90), NIGHT_BLUE, 0.30);
            case SNOW -> Tones.mix(own, SNOWFALL_WHITE, 0.10);
        };
    }

    /** The colour of the land, covered with snow if it snows.
     *
     * @param cover share of the snow that stays, in [0, 1] */
    public Color snowedOn(Color own, double cover) {
        return atmosphere == Atmosphere.SNOW ? Tones.mix(own, Tones.rgb(0xEFF4FD), cover) : own;
    }

    /** A lit colour seen from a distance.
     *
     * @param distance 0 is here, 1 is the horizon */
    public Color fromAfar(Color lit, double distance) {
        return Tones.mix(lit, skyLow, Math.min(0.9, distance * (0.35 + 0.5 * haziness)));
    }

    public boolean isSnowing() {
        return atmosphere == Atmosphere.SNOW;
    }

    public boolean isNight() {
        return atmosphere == Atmosphere.NIGHT;
    }

    /** True if lamps are switched on. */
    public boolean lampsAreLit() {
        return atmosphere == Atmosphere.NIGHT || atmosphere == Atmosphere.DUSK;
    }
}
