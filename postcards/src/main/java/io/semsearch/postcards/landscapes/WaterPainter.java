package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Lighting;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints the sea and lakes: depth of colour, waves and the glitter under sun and moon. */
final class WaterPainter {

    private final Easel easel;
    private final Lighting lighting;
    private final Color deep;
    private final Color light;

    WaterPainter(Easel easel) {
        this.easel = easel;
        this.lighting = easel.lighting();
        Color own = Tones.hsb(easel.between(188, 212), easel.between(0.5, 0.72), easel.between(0.5, 0.68));
        Color lit = switch (lighting.atmosphere()) {
            case DAY -> own;
            case DUSK -> Tones.mix(Tones.scale(own, 0.75, 0.6, 0.75), lighting.skyMiddle(), 0.38);
            case NIGHT -> Tones.mix(Tones.scale(own, 0.3, 0.32, 0.45), lighting.skyTop(), 0.45);
            case SNOW -> Tones.mix(own, Tones.rgb(0x8D9DB0), 0.6);
        };
        this.deep = Tones.shade(lit, 0.86);
        this.light = Tones.mix(lit, lighting.skyLow(), 0.5);
    }

    /** Paints water between two heights. */
    void paint(double top, double bottom) {
        paint(Outline.box(-4, top, Postcard.WIDTH + 8, bottom - top), top, bottom);
    }

    /** Paints a piece of water.
     *
     * @param shape  its outline
     * @param top    y of its far edge
     * @param bottom y of its near edge */
    void paint(Shape shape, double top, double bottom) {
        easel.plain().fill(light, deep, shape);
        paintWaves(top, bottom);
        boolean lowLight = lighting.lampsAreLit();
        if (lowLight || (!lighting.isSnowing() && easel.chance(0.5))) {
            paintGlitter(top, bottom);
        }
    }

    /** A strip of land on the other side. */
    void paintFarCoast(double horizon) {
        Color rock = lighting.onLand(lighting.snowedOn(Tones.rgb(0x6E8077), 0.5));
        double left = easel.between(-60, 180);
        double width = easel.between(60, 150);
        double height = easel.between(5, 14);
        easel.plain().fill(lighting.fromAfar(rock, 0.85), Outline.from(left, horizon + 1)
                .bend(left + width * 0.2, horizon - height * 1.6, left + width * 0.45, horizon - height * 0.6)
                .bend(left + width * 0.65, horizon - height * 1.3, left + width, horizon + 1).close());
    }

    private void paintWaves(double top, double bottom) {
        Color crest = Tones.alpha(Tones.mix(light, Color.WHITE, lighting.isNight() ? 0.12 : 0.4), 0.55);
        Color trough = Tones.alpha(Tones.shade(deep, 0.8), 0.4);
        int count = (int) ((bottom - top) * easel.between(0.5, 1.1));
        for (int i = 0; i < count; i++) {
            double depth = easel.random().nextDouble();
            double y = top + 2 + depth * (bottom - top - 3);
            double x = easel.between(-10, Postcard.WIDTH);
            double width = (4 + 16 * depth) * easel.between(0.6, 1.3);
            Shape wave = Outline.from(x, y).bend(x + width / 2, y - 1.2 - 1.6 * depth, x + width, y).open();
            easel.plain().line(i % 3 == 0 ? trough : crest, 0.5 + 0.8 * depth, wave);
        }
    }

    private void paintGlitter(double top, double bottom) {
        Color shine = switch (lighting.atmosphere()) {
            case DUSK -> Tones.rgb(0xFFDD98);
            case NIGHT -> Tones.rgb(0xE4E6F4);
            case DAY, SNOW -> Tones.rgb(0xFFFDF0);
        };
        double spread = easel.between(8, 18);
        for (double y = top + 1; y < bottom; y += easel.between(1.6, 3.4)) {
            double depth = (y - top) / (bottom - top);
            double width = (3 + spread * depth) * easel.between(0.4, 1.5);
            double x = lighting.sunX() + easel.between(-1, 1) * spread * (0.2 + depth) * 0.7;
            easel.plain().fill(Tones.alpha(shine, easel.between(0.35, 0.8) * (1 - 0.5 * depth)),
                    Outline.ellipse(x, y, width, 0.6 + 0.6 * depth));
        }
    }
}
