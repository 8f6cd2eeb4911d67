package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints sailing boats; the water line is at y = 0. */
final class BoatPainter implements SubjectPainter {

    private static final Color CANVAS = Tones.rgb(0xF6EEDC);
    private static final Color WOOD = Tones.rgb(0x7A5A3E);

    @Override
    public double width() {
        return 74;
    }

    @Override
    public double height() {
        return 80;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double mast = easel.between(60, 76);
        double tilt = easel.between(-3, 4);
        Color sail = easel.chance(0.45) ? Tones.mix(colour, CANVAS, 0.12) : CANVAS;
        paintReflection(easel, colour, sail);
        brush.turned(tilt, () -> {
            paintSails(easel, mast, sail, colour);
            paintHull(brush, colour);
        });
        Color foam = Tones.alpha(Color.WHITE, 0.5);
        brush.line(foam, 1.2, Outline.from(-34, 3).bend(-10, 6, 8, 3).bend(24, 1, 40, 4).open());
    }

    private static void paintHull(Brush brush, Color colour) {
        brush.fill(colour, Tones.shade(colour, 0.72), Outline.from(-34, -12).line(37, -15).bend(30, -1, 22, 5)
                .line(-26, 5).bend(-33, -2, -34, -12).close());
        brush.line(Tones.mix(colour, CANVAS, 0.75), 1.6, -33, -9, 34, -11.4);
        brush.fill(WOOD, Outline.polygon(-34, -12, 37, -15, 36, -13, -34, -10.5));
    }

    private static void paintSails(Easel easel, double mast, Color sail, Color colour) {
        Brush brush = easel.figures();
        brush.line(WOOD, 2, 3, -10, 3, -mast - 6);
        brush.line(WOOD, 1.3, 3, -17, -29, -18);
        brush.fill(sail, Tones.shade(sail, 0.88), Outline.from(1.5, -mast).bend(-10, -mast * 0.45, -29, -19)
                .line(1.5, -18.5).close());
        brush.fill(Tones.shade(sail, 0.97), Tones.shade(sail, 0.84), Outline.from(5, -mast * 0.92)
                .bend(14, -mast * 0.5, 33, -17).bend(18, -20, 5, -18).close());
        brush.fill(colour, Outline.polygon(3, -mast - 6, 14, -mast - 3, 3, -mast));
    }

    private static void paintReflection(Easel easel, Color colour, Color sail) {
        for (int i = 0; i < 5; i++) {
            double y = 6 + 3.2 * i;
            double half = (30 - 4 * i) * easel.between(0.6, 1);
            double shift = easel.between(-4, 4);
            easel.figures().line(Tones.alpha(i < 3 ? colour : sail, 0.42 - 0.07 * i), 1.7,
                    Outline.from(shift - half, y).bend(shift, y + 1.6, shift + half, y).open());
        }
    }
}
