package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints houses: cottages and cabins. */
final class HousePainter implements SubjectPainter {

    private static final Color[] ROOFS = {Tones.rgb(0x6A5A55), Tones.rgb(0x4F555E), Tones.rgb(0x7A6658)};
    private static final Color LIT = Tones.rgb(0xFFD978);
    private static final Color PANE = Tones.rgb(0x9FB6C2);
    private static final Color TRIM = Tones.rgb(0xF3EDE0);

    @Override
    public double width() {
        return 76;
    }

    @Override
    public double height() {
        return 62;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double half = easel.between(27, 35);
        double wall = easel.between(27, 34);
        double ridge = wall + easel.between(20, 27);
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.22), Outline.ellipse(2, 0, half * 1.15, 4));
        paintChimney(easel, half, ridge);
        brush.fill(Tones.shade(colour, 1.03), Tones.shade(colour, 0.86),
                Outline.polygon(-half, 0, -half, -wall, 0, -ridge + 2,
                        half, -wall, half, 0));
        for (double y = -4; y > -wall; y -= 5) {
            brush.line(Tones.alpha(Tones.shade(colour, 0.7), 0.6), 0.6, -half, y, half, y);
        }
        paintRoof(easel, half, wall, ridge);
        double door = easel.between(-5, 5);
        brush.fill(TRIM, Outline.box(door - 6, -20, 12, 20));
        brush.fill(Tones.rgb(0x5B4234), Outline.box(door - 4.6, -18.6, 9.2, 18.6));
        brush.fill(Tones.rgb(0xD8B65A), Outline.circle(door + 3, -9, 0.8));
        paintWindow(easel, door - 20, -22, 10);
        paintWindow(easel, door + 10, -22, 10);
        paintWindow(easel, -4, -wall - 10, 8);
    }

    private static void paintRoof(Easel easel, double half, double wall, double ridge) {
        Color tiles = Tones.vary(ROOFS[easel.random().nextInt(ROOFS.length)], 0.1, easel.random());
        double eave = wall - 4;
        easel.figures().line(tiles, 5, Outline.from(-half - 4, -eave).line(0, -ridge).line(half + 4, -eave).open());
        if (easel.lighting().isSnowing()) {
            easel.figures().line(Tones.rgb(0xF8FAFF), 4.6,
                    Outline.from(-half - 4.5, -eave - 3).line(0, -ridge - 3).line(half + 4.5, -eave - 3).open());
        }
    }

    private static void paintChimney(Easel easel, double half, double ridge) {
        double x = half * 0.45;
        easel.figures().fill(Tones.rgb(0x8B6A5C), Outline.box(x, -ridge - 4, 8, 22));
        if (easel.chance(0.55)) {
            double smokeX = x + 4;
            double smokeY = -ridge - 8;
            for (int i = 0; i < 5; i++) {
                easel.figures().fill(Tones.alpha(Tones.rgb(0xE9E9EA), 0.5 - 0.07 * i),
                        Outline.circle(smokeX, smokeY, 2.5 + 1.1 * i));
                smokeX += easel.between(1, 5);
                smokeY -= easel.between(4, 6);
            }
        }
    }

    private static void paintWindow(Easel easel, double x, double y, double size) {
        Brush brush = easel.figures();
        brush.fill(TRIM, Outline.box(x - 1.3, y - 1.3, size + 2.6, size + 2.6));
        if (easel.lighting().lampsAreLit()) {
            easel.plain().glow(Tones.alpha(LIT, 0.5), x + size / 2, y + size / 2, size * 1.3);
            easel.plain().shine(LIT, Outline.box(x, y, size, size));
        } else {
            brush.fill(PANE, Outline.box(x, y, size, size));
        }
        brush.line(TRIM, 1, x + size / 2, y, x + size / 2, y + size);
        brush.line(TRIM, 1, x, y + size / 2, x + size, y + size / 2);
    }
}
