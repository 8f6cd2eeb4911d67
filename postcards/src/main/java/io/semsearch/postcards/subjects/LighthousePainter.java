package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints lighthouses on a rock. */
final class LighthousePainter implements SubjectPainter {

    private static final double HEIGHT = 84;
    private static final Color PLASTER = Tones.rgb(0xF5F1E8);
    private static final Color IRON = Tones.rgb(0x3E4248);
    private static final Color LAMP = Tones.rgb(0xFFF0B0);

    @Override
    public double width() {
        return 60;
    }

    @Override
    public double height() {
        return 104;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        paintRock(easel);
        boolean striped = !Tones.isBright(colour) && easel.chance(0.7);
        paintTower(brush, striped ? PLASTER : colour, 0, 1);
        if (striped) {
            paintTower(brush, colour, 0, 0.2);
            paintTower(brush, colour, 0.4, 0.6);
            paintTower(brush, colour, 0.8, 1);
        }
        Color glass = easel.lighting().lampsAreLit() ? LAMP : Tones.rgb(0xD5E4E8);
        brush.fill(IRON, Outline.box(-10, -HEIGHT - 2, 20, 3, 1));
        if (easel.lighting().lampsAreLit()) {
            paintBeam(easel);
            easel.plain().shine(glass, Outline.box(-5, -HEIGHT - 12, 10, 10));
        } else {
            brush.fill(glass, Outline.box(-5, -HEIGHT - 12, 10, 10));
        }
        for (double x = -5; x <= 5; x += 5) {
            brush.line(IRON, 1.2, x, -HEIGHT - 12, x, -HEIGHT - 2);
        }
        brush.fill(Tones.isBright(colour) ? Tones.rgb(0x8A8F96) : colour,
                Outline.from(-8, -HEIGHT - 11).bend(0, -HEIGHT - 22, 8, -HEIGHT - 11).close());
        brush.line(IRON, 1, 0, -HEIGHT - 16, 0, -HEIGHT - 20);
        brush.fill(Tones.rgb(0x5A4436), Outline.box(-3, -11, 6, 10, 2));
        brush.fill(Tones.rgb(0x5F7079), Outline.box(-2, -38, 4, 6, 1));
        brush.fill(Tones.rgb(0x5F7079), Outline.box(-2, -60, 4, 6, 1));
    }

    private static void paintTower(Brush brush, Color colour, double from, double to) {
        Shape section = Outline.polygon(-halfWidth(from), -HEIGHT * from, halfWidth(from), -HEIGHT * from,
                halfWidth(to),
                -HEIGHT * to, -halfWidth(to), -HEIGHT * to);
        brush.fill(colour, section);
        brush.fill(Tones.alpha(Tones.rgb(0x20242C), 0.16),
                Outline.polygon(halfWidth(from) * 0.25, -HEIGHT * from, halfWidth(from),
                        -HEIGHT * from, halfWidth(to), -HEIGHT * to, halfWidth(to) * 0.25, -HEIGHT * to));
    }

    private static double halfWidth(double height) {
        return 13 - 5.5 * height;
    }

    private static void paintRock(Easel easel) {
        Color stone = easel.lighting().snowedOn(Tones.vary(Tones.rgb(0x77736D), 0.1, easel.random()), 0.6);
        easel.figures().fill(stone, Tones.shade(stone, 0.66),
                Outline.from(-36, 7).bend(-26, -6, -14, -3).bend(0, -8, 14, -3)
                        .bend(27, -5, 37, 7).bend(0, 11, -36, 7).close());
    }

    private static void paintBeam(Easel easel) {
        double y = -HEIGHT - 7;
        Color near = Tones.alpha(LAMP, easel.lighting().isNight() ? 0.5 : 0.28);
        Color far = Tones.alpha(LAMP, 0);
        easel.plain().fillAcross(near, far, Outline.polygon(0, y - 1, 150, y - 22, 150, y + 14, 0, y + 1));
        easel.plain().fillAcross(far, near, Outline.polygon(0, y - 1, -150, y - 18, -150, y + 18, 0, y + 1));
        easel.plain().glow(Tones.alpha(LAMP, 0.8), 0, y, 16);
    }
}
