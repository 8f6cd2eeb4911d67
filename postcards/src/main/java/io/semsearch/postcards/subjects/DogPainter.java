package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints dogs, standing or sitting. */
final class DogPainter implements SubjectPainter {

    @Override
    public double width() {
        return 50;
    }

    @Override
    public double height() {
        return 48;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        if (easel.chance(0.25)) {
            paintSitting(easel, colour);
            return;
        }
        paintStanding(easel, colour);
    }

    private static void paintStanding(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Coat.paintLegs(easel, colour, -14, 12, -15, 5);
        double wag = easel.between(-6, 4);
        brush.line(colour, 3.6, Outline.from(-17, -24).bend(-25, -27, -27, -37 + wag).open());
        brush.fill(Tones.shade(colour, 1.06), Tones.shade(colour, 0.86), Outline.from(-19, -26).bend(-8, -30, 6, -28)
                .bend(18, -30, 20, -22).bend(20, -11, 12, -11).bend(2, -15, -8, -13).bend(-21, -11, -19, -26).close());
        brush.fill(colour, Outline.polygon(8, -26, 16, -38, 24, -30, 19, -17));
        paintHead(easel, colour, 21, -36);
    }

    private static void paintSitting(Easel easel, Color colour) {
        Brush brush = easel.figures();
        brush.line(colour, 3.4, Outline.from(-12, -4).bend(-24, -3, -25, -12).open());
        brush.fill(Tones.shade(colour, 0.72), Outline.box(7, -20, 5, 20, 2));
        brush.fill(Tones.shade(colour, 1.05), Tones.shade(colour, 0.84), Outline.from(4, -36).bend(-14, -22, -15, -6)
                .bend(-14, 0, -6, 0).line(6, 0).bend(13, -14, 17, -36).close());
        brush.fill(colour, Outline.box(6, -22, 5, 22, 2));
        brush.fill(Tones.shade(colour, 0.94), Outline.ellipse(-6, -7, 9, 7));
        paintHead(easel, colour, 12, -41);
    }

    private static void paintHead(Easel easel, Color colour, double x, double y) {
        Brush brush = easel.figures();
        Color ear = Tones.shade(colour, 0.66);
        brush.fill(colour, Outline.ellipse(x, y, 8, 7));
        brush.fill(Tones.shade(colour, 1.08), Outline.from(x + 3, y - 4).bend(x + 15, y - 2, x + 15.5, y + 1.5)
                .bend(x + 14, y + 6, x + 2, y + 6).close());
        brush.fill(Tones.rgb(0x1D1815), Outline.ellipse(x + 14.8, y - 0.4, 2, 1.7));
        brush.line(Tones.shade(colour, 0.5), 0.7, x + 8, y + 4, x + 13.6, y + 3.4);
        if (easel.chance(0.5)) {
            brush.fill(ear, Outline.from(x - 5, y - 6).bend(x - 12, y - 4, x - 9, y + 7)
                    .bend(x - 4, y + 7, x - 1, y - 5).close());
        } else {
            brush.fill(ear, Outline.polygon(x - 6, y - 4, x - 5, y - 13, x + 2, y - 6));
        }
        Coat.paintEye(brush, x + 4, y - 2, 1.4);
    }
}
