package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints cars. */
final class CarPainter implements SubjectPainter {

    private static final Color GLASS = Tones.rgb(0xBFD6E2);

    @Override
    public double width() {
        return 78;
    }

    @Override
    public double height() {
        return 37;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Wheels.paintShadow(easel, 36);
        if (easel.chance(0.5)) {
            paintBeetle(brush, colour);
        } else {
            paintSaloon(brush, colour);
        }
        brush.fill(Tones.rgb(0xC9CCD0), Outline.box(-37, -9, 74, 2.2, 1));
        Wheels.paint(brush, -21, 7.5);
        Wheels.paint(brush, 21, 7.5);
        Wheels.paintLamps(easel, 35, -14);
    }

    private static void paintSaloon(Brush brush, Color colour) {
        brush.fill(Tones.shade(colour, 0.96), Outline.from(-24, -19).bend(-17, -33, -9, -33).line(9, -33)
                .bend(17, -31, 23, -19).close());
        brush.fill(GLASS, Outline.from(-19, -20).bend(-14, -30, -8, -30).line(-1.5, -30).line(-1.5, -20).close());
        brush.fill(GLASS, Outline.from(1.5, -20).line(1.5, -30).line(8, -30).bend(14, -28, 18, -20).close());
        brush.fill(Tones.shade(colour, 1.05), Tones.shade(colour, 0.78), Outline.from(-37, -7).bend(-39, -19, -30, -20)
                .line(24, -20).bend(37, -18, 38, -7).line(36, -5).line(-36, -5).close());
        brush.line(Tones.shade(colour, 0.66), 0.9, 0, -19, 0, -8);
        brush.line(Tones.shade(colour, 0.6), 1.2, -6, -16, -2.5, -16);
    }

    private static void paintBeetle(Brush brush, Color colour) {
        brush.fill(Tones.shade(colour, 1.05), Tones.shade(colour, 0.8), Outline.from(-36, -6).bend(-37, -18, -26, -21)
                .bend(-16, -37, 0, -37).bend(13, -36, 19, -23).bend(36, -22, 37, -6).close());
        brush.fill(GLASS, Outline.from(-19, -22).bend(-13, -33, -2, -33).line(-2, -22).close());
        brush.fill(GLASS, Outline.from(1.5, -22).line(1.5, -33).bend(10, -32, 14, -22).close());
        brush.fill(Tones.shade(colour, 0.88),
                Outline.from(-32, -5).bend(-31, -17, -21, -17).bend(-11, -17, -10, -5).close());
        brush.fill(Tones.shade(colour, 0.88),
                Outline.from(10, -5).bend(11, -17, 21, -17).bend(31, -17, 32, -5).close());
        brush.line(Tones.shade(colour, 0.6), 1.2, -7, -18, -3.5, -18);
    }
}
