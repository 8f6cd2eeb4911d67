package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** A street before a row of houses and a skyline. */
final class CityLandscape implements Landscape {

    private static final Color[] WALLS = {Tones.rgb(0xC9B8A2), Tones.rgb(0xB9A598), Tones.rgb(0xA9AEB5),
            Tones.rgb(0xD6C8B0),
            Tones.rgb(0xB08E7E), Tones.rgb(0x93999F), Tones.rgb(0xC4A68E), Tones.rgb(0xD9CFC2)};
    private static final Color LAMP = Tones.rgb(0xFFE2A0);

    private final Easel easel;
    private final Lighting lighting;
    private final boolean crowdedRoad;
    private final double pavement;

    /** @param crowdedRoad whether vehicles use the road, so that walkers keep to the pavement */
    CityLandscape(Easel easel, boolean crowdedRoad) {
        this.easel = easel;
        this.lighting = easel.lighting();
        this.crowdedRoad = crowdedRoad;
        this.pavement = easel.between(124, 134);
    }

    @Override
    public double horizon() {
        return pavement - 24;
    }

    @Override
    public void paint() {
        paintSkyline(0.8, 42, 96, 20);
        paintSkyline(0.45, 34, 78, 26);
        paintStreetFront();
        paintStreet();
    }

    private void paintSkyline(double distance, double low, double high, double width) {
        Color concrete = Tones.hsb(easel.between(200, 240), 0.1, easel.between(0.5, 0.66));
        for (double x = -6; x < Postcard.WIDTH;) {
            double span = width * easel.between(0.6, 1.3);
            double height = easel.between(low, high);
            Color wall = lighting.fromAfar(lighting.onLand(Tones.vary(concrete, 0.1, easel.random())), distance);
            easel.plain().fill(wall, Outline.box(x, pavement - height, span, height));
            if (easel.chance(0.25)) {
                easel.plain().fill(wall, Outline.polygon(x + span * 0.4, pavement - height, x + span * 0.5,
                        pavement - height - easel.between(8, 18), x + span * 0.6, pavement - height));
            }
            paintWindows(x, pavement - height, span, height - 20, 4.6, distance);
            x += span + easel.between(-1, 5);
        }
    }

    private void paintStreetFront() {
        for (double x = -easel.between(0, 20); x < Postcard.WIDTH;) {
            double span = easel.between(28, 50);
            double height = easel.between(34, 62);
            Color wall = Tones.vary(WALLS[easel.random().nextInt(WALLS.length)], 0.08, easel.random());
            double top = pavement - height;
            easel.land().fill(wall, Tones.shade(wall, 0.88), Outline.box(x, top, span, height));
            if (easel.chance(0.5)) {
                easel.land().fill(lighting.snowedOn(Tones.rgb(0x7A5C50), 0.85),
                        Outline.polygon(x - 1, top, x + span / 2,
                                top - span * 0.3, x + span + 1, top));
            } else {
                easel.land().fill(lighting.snowedOn(Tones.shade(wall, 0.7), 0.85),
                        Outline.box(x - 1, top - 2.5, span + 2, 3.5));
            }
            paintWindows(x + 2, top + 2, span - 4, height - 16, 8, 0);
            easel.land().fill(Tones.rgb(0x54483F), Outline.box(x + span * 0.42, pavement - 11, 6, 11));
            x += span + easel.between(0, 2);
        }
    }

    private void paintWindows(double left, double top, double width, double height, double pitch, double distance) {
        Color dark = lighting.fromAfar(lighting.onLand(Tones.rgb(0x5A6672)), distance);
        Color lit = Tones.mix(LAMP, lighting.skyLow(), distance * 0.45);
        double share = lighting.isNight() ? 0.5 : lighting.lampsAreLit() ? 0.3 : 0;
        for (double y = top + pitch * 0.5; y + pitch * 0.6 < top + height; y += pitch) {
            for (double x = left + pitch * 0.35; x + pitch * 0.5 < left + width; x += pitch) {
                easel.plain().fill(easel.chance(share) ? lit : dark, Outline.box(x, y, pitch * 0.45, pitch * 0.55));
            }
        }
    }

    private void paintStreet() {
        Color stone = lighting.snowedOn(Tones.vary(Tones.rgb(0xB9B4AB), 0.08, easel.random()), 0.8);
        Color asphalt = lighting.snowedOn(Tones.vary(Tones.rgb(0x77777A), 0.1, easel.random()), 0.45);
        double kerb = pavement + (crowdedRoad ? 12 : 7);
        double width = crowdedRoad ? 44 : 22;
        double lane = kerb + width * 0.45;
        easel.land().fill(stone, Terrain.plain(pavement));
        easel.land().fill(asphalt, Tones.shade(asphalt, 0.85), Outline.box(0, kerb, Postcard.WIDTH, width));
        easel.land().line(Tones.shade(stone, 0.75), 1.4, 0, kerb, Postcard.WIDTH, kerb);
        for (double x = easel.between(-30, 0); x < Postcard.WIDTH; x += 34) {
            easel.land().fill(Tones.rgb(0xEAE7DF),
                    Outline.polygon(x + 2, lane, x + 20, lane, x + 18, lane + 2.4, x, lane + 2.4));
        }
        easel.land().line(Tones.shade(stone, 0.75), 1.6, 0, kerb + width, Postcard.WIDTH, kerb + width);
        for (double x = easel.between(10, 60); x < Postcard.WIDTH; x += easel.between(70, 110)) {
            if (easel.chance(0.5)) {
                new TreePainter(easel).paintLeafTree(x, pavement + 5, easel.between(34, 46), 0);
                continue;
            }
            paintLamp(x);
        }
    }

    private void paintLamp(double x) {
        double top = pavement - 36;
        easel.land().line(Tones.rgb(0x3A3F45), 1.5, x, pavement + 6, x, top);
        if (lighting.lampsAreLit()) {
            easel.plain().glow(Tones.alpha(LAMP, 0.7), x, top - 2, 18);
            easel.plain().fill(Tones.rgb(0xFFF4D2), Outline.circle(x, top - 2, 2.8));
            return;
        }
        easel.land().fill(Tones.rgb(0xD8D8D0), Outline.circle(x, top - 2, 2.8));
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(30, 50, 0.8, 0.95);
            case ROAD, TRACK, WATER -> new Band(pavement + 28, pavement + 53, 1, 1.2);
            case SITE -> new Band(pavement + 4, pavement + 6, 0.8, 0.8);
            case GROUND -> crowdedRoad
                    ? new Band(pavement + 7, pavement + 11, 0.85, 0.95)
                    : new Band(pavement + 36, Postcard.HEIGHT - 6, 1.05, 1.3);
        };
    }
}
