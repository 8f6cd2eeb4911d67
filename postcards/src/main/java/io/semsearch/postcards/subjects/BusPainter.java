package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints buses with one deck or two. */
final class BusPainter implements SubjectPainter {

    private static final Color GLASS = Tones.rgb(0xC4D8E0);
    private static final Color LIT_GLASS = Tones.rgb(0xFFE9B0);

    @Override
    public double width() {
        return 108;
    }

    @Override
    public double height() {
        return 60;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        boolean twoDecks = easel.chance(0.35);
        double top = twoDecks ? -60 : -44;
        Wheels.paintShadow(easel, 50);
        brush.fill(Tones.shade(colour, 1.06), Tones.shade(colour, 0.82), Outline.box(-50, top, 100, -top - 6, 6));
        brush.fill(Tones.mix(colour, Tones.rgb(0xFFFFFF), 0.72), Outline.box(-50, -21, 100, 2.4));
        paintWindows(easel, -37);
        if (twoDecks) {
            brush.fill(Tones.shade(colour, 0.8), Outline.box(-50, -41, 100, 1.6));
            paintWindows(easel, -56);
        }
        brush.fill(Tones.shade(colour, 0.62), Outline.box(-50, -9, 100, 3));
        brush.fill(Tones.shade(colour, 0.7), Outline.box(28, -36, 0.9, 27));
        Wheels.paint(brush, -28, 8);
        Wheels.paint(brush, 26, 8);
        Wheels.paintLamps(easel, 49, -13);
    }

    private static void paintWindows(Easel easel, double top) {
        boolean lit = easel.lighting().lampsAreLit();
        for (int i = 0; i < 6; i++) {
            Shape window = Outline.box(-45 + 15.4 * i, top, 12.4, 13, 1.5);
            if (lit) {
                easel.plain().shine(LIT_GLASS, window);
            } else {
                easel.figures().fill(GLASS, Tones.shade(GLASS, 0.86), window);
            }
        }
    }
}
