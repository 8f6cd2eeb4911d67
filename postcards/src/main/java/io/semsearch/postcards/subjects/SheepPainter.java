package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** Paints sheep. */
final class SheepPainter implements SubjectPainter {

    @Override
    public double width() {
        return 48;
    }

    @Override
    public double height() {
        return 35;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Color skin = Tones.isBright(colour) ? Tones.rgb(0x3C3532) : Tones.shade(colour, 0.8);
        Color wool = Tones.isBright(colour) ? colour : Tones.shade(colour, 1.25);
        for (double x : new double[]{-10, -5, 7, 12}) {
            brush.line(skin, 3, x, -12, x + easel.between(-1.5, 1.5), -1);
        }
        List<Shape> curls = new ArrayList<>();
        curls.add(Outline.ellipse(0, -20, 17, 10));
        for (int i = 0; i < 12; i++) {
            double angle = Math.PI * 2 * i / 12 + easel.between(-0.15, 0.15);
            curls.add(Outline.circle(Math.cos(angle) * 15.5, -20 + Math.sin(angle) * 8.5, easel.between(4.4, 6)));
        }
        brush.fill(Tones.shade(wool, 1.04), Tones.shade(wool, 0.78), Outline.union(curls));
        for (int i = 0; i < 6; i++) {
            double x = easel.between(-11, 9);
            double y = easel.between(-26, -15);
            brush.line(Tones.alpha(Tones.shade(wool, 0.72), 0.7), 1,
                    Outline.from(x, y).bend(x + 2.5, y + 3, x + 5, y).open());
        }
        double nod = easel.chance(0.35) ? 10 : 0;
        brush.within(18, -26 + nod, 1, 1, () -> paintHead(brush, skin, wool));
    }

    private static void paintHead(Brush brush, Color skin, Color wool) {
        brush.fill(Tones.shade(skin, 0.8), Outline.ellipse(-5, 0, 4.4, 2));
        brush.fill(skin, Outline.from(-4, -6).bend(5, -8, 8, 0).bend(11, 8, 6, 9).bend(-2, 8, -4, -6).close());
        brush.fill(wool, Outline.ellipse(0, -6, 5.5, 3.6));
        brush.fill(Tones.rgb(0xF5F0E6), Outline.circle(3.4, -0.6, 1.2));
        brush.fill(Tones.rgb(0x15110F), Outline.circle(3.7, -0.5, 0.7));
    }
}
