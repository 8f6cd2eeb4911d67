package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints kites; the origin is a little below the tip of the sail. */
final class KitePainter implements SubjectPainter {

    private static final Color CREAM = Tones.rgb(0xF7EEDB);

    @Override
    public double width() {
        return 46;
    }

    @Override
    public double height() {
        return 50;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double length = easel.between(90, 150);
        brush.line(Tones.alpha(CREAM, 0.8), 0.6, Outline.from(2, -26).bend(-18, length * 0.4, -44, length).open());
        brush.turned(easel.between(12, 34), () -> {
            paintTail(easel, colour);
            brush.fill(colour, Outline.polygon(0, -50, 19, -30, 0, 0, -19, -30));
            brush.fill(Tones.shade(colour, 0.78), Outline.polygon(0, -50, 19, -30, 0, -30));
            brush.fill(Tones.shade(colour, 0.88), Outline.polygon(0, -30, -19, -30, 0, 0));
            brush.line(CREAM, 1.1, 0, -50, 0, 0);
            brush.line(CREAM, 1.1, -19, -30, 19, -30);
        });
    }

    private static void paintTail(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double sway = easel.between(-10, 10);
        brush.line(Tones.alpha(CREAM, 0.9), 0.8, Outline.from(0, 0).bend(sway, 14, -sway * 0.4, 34).open());
        for (int i = 0; i < 3; i++) {
            double share = (i + 1) / 3.4;
            double x = sway * share * (1.6 - 1.8 * share);
            double y = 34 * share;
            brush.fill(i % 2 == 0 ? colour : Tones.shade(colour, 0.8),
                    Outline.polygon(x, y, x - 5, y - 3, x - 5, y + 3));
            brush.fill(i % 2 == 0 ? colour : Tones.shade(colour, 0.8),
                    Outline.polygon(x, y, x + 5, y - 3, x + 5, y + 3));
        }
    }
}
