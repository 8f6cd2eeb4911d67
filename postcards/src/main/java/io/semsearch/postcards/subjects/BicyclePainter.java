package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints bicycles, with a rider or standing by themselves. */
final class BicyclePainter implements SubjectPainter {

    private static final Color TYRE = Tones.rgb(0x2A2A2E);
    private static final Color STEEL = Tones.rgb(0xB9BDC2);

    @Override
    public double width() {
        return 66;
    }

    @Override
    public double height() {
        return 42;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.25), Outline.ellipse(0, 1, 30, 2.4));
        paintWheel(brush, -18);
        paintWheel(brush, 18);
        double thickness = 3.6;
        brush.line(colour, thickness, Outline.polygon(-18, -12, -8, -30, 10, -31, -3, -12));
        brush.line(colour, thickness, -3, -12, -9, -33);
        brush.line(colour, thickness, 18, -12, 11, -36);
        brush.line(TYRE, 3.4, -14, -34, -4, -34);
        brush.line(STEEL, 2, Outline.from(11, -36).line(9, -40).bend(14, -42, 18, -38).open());
        brush.fill(STEEL, Outline.circle(-3, -12, 3));
        brush.line(TYRE, 1.6, -5.5, -7, -0.5, -17);
        if (easel.chance(0.35)) {
            brush.fill(Tones.rgb(0xB98B57), Outline.polygon(13, -34, 26, -34, 24, -25, 15, -25));
        }
    }

    private static void paintWheel(Brush brush, double x) {
        brush.line(Tones.alpha(STEEL, 0.8), 0.6, x - 9, -12, x + 9, -12);
        brush.line(Tones.alpha(STEEL, 0.8), 0.6, x, -21, x, -3);
        brush.line(Tones.alpha(STEEL, 0.8), 0.6, x - 6.4, -18.4, x + 6.4, -5.6);
        brush.line(Tones.alpha(STEEL, 0.8), 0.6, x - 6.4, -5.6, x + 6.4, -18.4);
        brush.line(TYRE, 2.6, Outline.circle(x, -12, 11));
    }
}
