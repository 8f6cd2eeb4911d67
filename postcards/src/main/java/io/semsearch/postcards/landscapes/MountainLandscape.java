package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** High peaks behind an alpine meadow or a lake. */
final class MountainLandscape implements Landscape {

    private static final double LAKE_END = 158;

    private final Easel easel;
    private final Lighting lighting;
    private final Ways way;
    private final boolean lake;
    private final double foot;
    private final double wayY;

    MountainLandscape(Easel easel, Ways way, boolean lake) {
        this.easel = easel;
        this.lighting = easel.lighting();
        this.way = way;
        this.lake = lake;
        this.foot = easel.between(96, 114);
        this.wayY = way == Ways.TRACK ? easel.between(134, 144) : easel.between(154, 172);
    }

    @Override
    public double horizon() {
        return foot;
    }

    @Override
    public void paint() {
        Color rock = Tones.hsb(easel.between(205, 250), easel.between(0.1, 0.24), easel.between(0.48, 0.62));
        paintRange(rock, 5, easel.between(0.55, 0.75), 0.9, foot + 2);
        paintRange(Tones.shade(rock, 0.9), 3, easel.between(0.7, 0.95), 0.45, foot + 6);
        paintFoothills();
        paintValley();
        way.paint(easel, wayY);
    }

    private void paintRange(Color rock, int count, double height, double distance, double base) {
        double step = Postcard.WIDTH / (double) count;
        for (int i = 0; i < count; i++) {
            double x = (i + easel.between(0.1, 0.9)) * step;
            double peak = (base - 14) * height * easel.between(0.75, 1);
            paintPeak(x, base, peak, peak * easel.between(0.75, 1.1), rock, distance);
        }
    }

    private void paintPeak(double x, double base, double height, double halfWidth, Color rock, double distance) {
        Color bright = lighting.fromAfar(lighting.onLand(lighting.snowedOn(rock, 0.45)), distance * 0.8);
        Color dark = Tones.shade(bright, 0.8);
        Color snow = lighting.fromAfar(lighting.onLand(Tones.rgb(0xF2F6FC)), distance * 0.6);
        double top = base - height;
        double ridge = x + halfWidth * easel.between(-0.12, 0.12);
        easel.plain().fill(bright,
                Outline.polygon(x, top, x - halfWidth * 0.45, top + height * 0.52, x - halfWidth, base,
                        x + halfWidth, base, x + halfWidth * 0.4, top + height * 0.45));
        easel.plain().fill(dark,
                Outline.polygon(x, top, x + halfWidth * 0.06, top + height * 0.3, ridge - halfWidth * 0.08,
                        top + height * 0.55, ridge + halfWidth * 0.08, base, x + halfWidth, base, x + halfWidth * 0.4,
                        top + height * 0.45));
        double cap = easel.between(0.22, 0.36);
        double left = x - halfWidth * cap * 0.9;
        double right = x + halfWidth * cap * 0.9;
        double capY = top + height * cap;
        easel.plain().fill(snow, Outline.polygon(x, top, left, capY, left + (x - left) * 0.5, capY - height * 0.05,
                x - halfWidth * 0.02, capY + height * 0.09, x + halfWidth * 0.1, capY - height * 0.04,
                x + (right - x) * 0.7, capY + height * 0.05, right, capY));
        easel.plain().fill(Tones.alpha(Tones.shade(snow, 0.82), 0.8), Outline.polygon(x, top, x + halfWidth * 0.06,
                top + height * cap * 0.7, x + halfWidth * 0.1, capY - height * 0.04, x + (right - x) * 0.7,
                capY + height * 0.05, right, capY));
    }

    private void paintFoothills() {
        Color green = Tones.hsb(easel.between(95, 150), easel.between(0.3, 0.42), easel.between(0.42, 0.55));
        easel.plain().fill(lighting.fromAfar(lighting.onLand(lighting.snowedOn(green, 0.7)), 0.3),
                Terrain.hills(foot - 3, 7, easel.between(0.8, 1.6), easel.random()));
        TreePainter trees = new TreePainter(easel);
        for (double x = easel.between(-10, 10); x < Postcard.WIDTH + 8; x += easel.between(5, 17)) {
            trees.paintPine(x, foot + easel.between(2, 9), easel.between(10, 22), 0.25);
        }
    }

    private void paintValley() {
        Color grass = lighting.snowedOn(
                Tones.hsb(easel.between(82, 118), easel.between(0.42, 0.55), easel.between(0.58, 0.72)), 0.86);
        double nearTop = foot + 6;
        if (lake) {
            new WaterPainter(easel).paint(foot + 6, LAKE_END + 12);
            nearTop = LAKE_END;
        }
        easel.land().fill(grass, Tones.shade(grass, 0.82), lake
                ? Terrain.hills(nearTop + 4, 5, 0.7, easel.random())
                : Terrain.hills(nearTop + 2, 3, 1.2, easel.random()));
        Terrain.strew(easel, Tones.shade(grass, 0.86), 70, nearTop + 10, 5);
        for (int i = easel.random().nextInt(0, 5); i > 0; i--) {
            double size = easel.between(3, 9);
            double x = easel.between(0, Postcard.WIDTH);
            double y = easel.between(nearTop + 14, Postcard.HEIGHT);
            Color stone = lighting.snowedOn(Tones.vary(Tones.rgb(0x8E8C88), 0.12, easel.random()), 0.5);
            easel.land().fill(Tones.shade(stone, 1.1), Tones.shade(stone, 0.75), Outline.from(x - size, y)
                    .bend(x - size * 0.9, y - size * 0.9, x, y - size * 0.8).bend(x + size, y - size * 0.7, x + size, y)
                    .close());
        }
        double side = easel.random().nextBoolean() ? easel.between(2, 22) : Postcard.WIDTH - easel.between(2, 22);
        new TreePainter(easel).paintPine(side, nearTop + easel.between(12, 24), easel.between(46, 74), 0);
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(32, foot - 34, 0.8, 1);
            case WATER -> new Band(foot + 16, LAKE_END - 6, 0.7, 1);
            case ROAD, TRACK -> way.band(wayY);
            case SITE ->
                lake ? new Band(LAKE_END + 8, LAKE_END + 14, 0.85, 0.9) : new Band(foot + 18, foot + 38, 0.85, 1.05);
            case GROUND -> groundBand();
        };
    }

    private Band groundBand() {
        if (lake) {
            return new Band(LAKE_END + 14, Postcard.HEIGHT - 6, 1, 1.1);
        }
        return way != Ways.ROAD
                ? new Band(way == Ways.TRACK ? wayY + 18 : foot + 26, Postcard.HEIGHT - 8, 0.8, 1.25)
                : new Band(foot + 18, wayY - 18, 0.75, 0.9);
    }
}
