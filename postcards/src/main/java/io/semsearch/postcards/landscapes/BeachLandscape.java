package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Sand in front of the sea. */
final class BeachLandscape implements Landscape {

    private final Easel easel;
    private final Lighting lighting;
    private final double horizon;
    private final double shore;
    private final double slant;
    private final Color sand;

    BeachLandscape(Easel easel) {
        this.easel = easel;
        this.lighting = easel.lighting();
        this.horizon = easel.between(62, 82);
        this.shore = horizon + easel.between(32, 44);
        this.slant = easel.between(-9, 9);
        this.sand = Tones.hsb(easel.between(36, 44), easel.between(0.28, 0.42), easel.between(0.88, 0.96));
    }

    @Override
    public double horizon() {
        return horizon;
    }

    @Override
    public void paint() {
        WaterPainter water = new WaterPainter(easel);
        if (easel.chance(0.3)) {
            water.paintFarCoast(horizon);
        }
        water.paint(horizon, shore + 16);
        paintSand(lighting.snowedOn(sand, 0.75));
    }

    @Override
    public void paintNearer() {
        if (easel.chance(0.55)) {
            paintSide();
        }
    }

    private void paintSand(Color own) {
        easel.land().fill(Tones.shade(own, 0.78), Tones.shade(own, 0.9), shoreline(-4));
        easel.plain().line(Tones.alpha(lighting.onLand(Color.WHITE), 0.85), 2.4, shoreline(-4.5));
        easel.land().fill(Tones.shade(own, 0.95), Tones.shade(own, 1.04), shoreline(2));
        Terrain.strew(easel, Tones.shade(own, 0.84), 90, shore + 12, 0);
        Terrain.strew(easel, Tones.mix(own, Color.WHITE, 0.6), 26, shore + 12, 0);
    }

    /** A palm or tufts of dune grass at one side. */
    private void paintSide() {
        boolean left = easel.random().nextBoolean();
        double x = left ? easel.between(4, 26) : Postcard.WIDTH - easel.between(4, 26);
        TreePainter trees = new TreePainter(easel);
        if (!lighting.isSnowing() && easel.chance(0.6)) {
            trees.paintPalm(x, shore + easel.between(26, 44), easel.between(66, 92), left);
            return;
        }
        double y = Postcard.HEIGHT - easel.between(0, 18);
        easel.land().fill(Tones.shade(lighting.snowedOn(sand, 0.7), 0.93), Outline.ellipse(x, y + 12, 52, 20));
        Color grass = lighting.snowedOn(Tones.rgb(0x8D9A55), 0.3);
        for (int i = 0; i < 26; i++) {
            double root = x + easel.between(-34, 34);
            double top = y - easel.between(4, 16);
            easel.land().line(Tones.vary(grass, 0.15, easel.random()), 0.9,
                    Outline.from(root, y - 2).bend(root, top + 4, root + easel.between(-7, 7), top).open());
        }
    }

    private Shape shoreline(double offset) {
        double y = shore + offset;
        return Outline.from(-8, y - slant).bend(64, y - slant * 0.6 + 7, 128, y + 1)
                .bend(190, y + slant * 0.5 - 6, 264, y + slant).line(264, Postcard.HEIGHT + 4)
                .line(-8, Postcard.HEIGHT + 4).close();
    }

    @Override
    public Band band(Habitat habitat) {
        return switch (habitat) {
            case SKY -> new Band(28, horizon - 8, 0.8, 1);
            case WATER -> new Band(horizon + 10, shore - 10, 0.65, 0.9);
            case SITE -> new Band(shore + 18, shore + 34, 0.9, 1.05);
            case GROUND, ROAD, TRACK -> new Band(shore + 24, Postcard.HEIGHT - 8, 0.85, 1.25);
        };
    }
}
