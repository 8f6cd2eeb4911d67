package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Grassland with gentle hills. */
final class MeadowLandscape implements Landscape {

    private final Easel easel;
    private final Lighting lighting;
    private final Ways way;
    private final double horizon;
    private final double wayY;

    MeadowLandscape(Easel easel, Ways way) {
        this.easel = easel;
        this.lighting = easel.lighting();
        this.way = way;
        this.horizon = easel.between(84, 104);
        this.wayY = way == Ways.TRACK ? easel.between(132, 144) : easel.between(150, 172);
    }

    @Override
    public double horizon() {
        return horizon;
    }

    @Override
    public void paint() {
        double hue = easel.between(76, 108);
        paintHill(hue + 14, horizon - 6, 7, 0.75);
        paintTreeLine();
        paintHill(hue + 5, horizon + 6, 6, 0.35);
        Color grass = lighting.snowedOn(Tones.hsb(hue, easel.between(0.5, 0.64), easel.between(0.66, 0.78)), 0.88);
        double near = horizon + 20;
        easel.land().fill(grass, Tones.shade(grass, 0.8),
                Terrain.hills(near, 4, easel.between(0.6, 1.2), easel.random()));
        Terrain.strew(easel, Tones.shade(grass, 0.84), 150, near + 8, 6);
        if (!lighting.isSnowing()) {
            strewFlowers(near + 10);
        }
        if (way == Ways.NONE && easel.chance(0.4)) {
            paintFence(horizon + easel.between(24, 34));
        }
        way.paint(easel, wayY);
    }

    private void paintHill(double hue, double y, double amplitude, double distance) {
        Color own = Tones.hsb(hue, easel.between(0.38, 0.52), easel.between(0.6, 0.72));
        Color green = lighting.isSnowing() ? Tones.mix(own, Tones.rgb(0xC3CFE2), 0.75) : own;
        Color top = lighting.fromAfar(lighting.onLand(green), distance);
        easel.plain().fill(top, Tones.shade(top, 0.8),
                Terrain.hills(y, amplitude, easel.between(0.7, 1.8), easel.random()));
    }

    private void paintTreeLine() {
        TreePainter trees = new TreePainter(easel);
        int clumps = easel.random().nextInt(1, 4);
        for (int clump = 0; clump < clumps; clump++) {
            double centre = easel.between(0, Postcard.WIDTH);
            for (int i = easel.random().nextInt(2, 6); i > 0; i--) {
                trees.paintLeafTree(centre + easel.between(-24, 24), horizon + easel.between(3, 9),
                        easel.between(14, 30), 0.4);
            }
        }
    }

    private void strewFlowers(double top) {
        Color[] petals = {Tones.rgb(0xFAF7EA), Tones.rgb(0xF2D9E6), Tones.rgb(0xF3E6A2)};
        for (Color petal : petals) {
            if (easel.chance(0.6)) {
                Terrain.strew(easel, petal, easel.random().nextInt(10, 50), top, 0);
            }
        }
    }

    private void paintFence(double y) {
        Color wood = lighting.snowedOn(Tones.vary(Tones.rgb(0xA08260), 0.12, easel.random()), 0.3);
        easel.land().line(wood, 1.4, 0, y - 8, Postcard.WIDTH, y - 7);
        easel.land().line(wood, 1.4, 0, y - 4, Postcard.WIDTH, y - 3);
        for (double x = easel.between(0, 18); x < Postcard.WIDTH; x += 22) {
            easel.land().line(wood, 2.2, x, y, x, y - 11);
        }
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(32, horizon - 22, 0.8, 1);
            case ROAD, TRACK, WATER -> way.band(wayY);
            case SITE -> new Band(horizon + 26, horizon + 44, 0.9, 1.1);
            case GROUND -> way != Ways.ROAD
                    ? new Band(way == Ways.TRACK ? wayY + 18 : horizon + 36, Postcard.HEIGHT - 8, 0.85, 1.25)
                    : new Band(horizon + 26, wayY - 18, 0.75, 0.9);
        };
    }
}
