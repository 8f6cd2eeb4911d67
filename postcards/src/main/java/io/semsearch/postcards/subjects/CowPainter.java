package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints cows. */
final class CowPainter implements SubjectPainter {

    private static final Color MUZZLE = Tones.rgb(0xE7B9AE);
    private static final Color HORN = Tones.rgb(0xEDE4CE);

    @Override
    public double width() {
        return 72;
    }

    @Override
    public double height() {
        return 54;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Color patch = Tones.isBright(colour) ? Tones.rgb(0x5B5450) : Tones.rgb(0xF1ECE2);
        Coat.paintLegs(easel, colour, -22, 17, -16, 7);
        brush.fill(MUZZLE, Outline.ellipse(-9, -15, 6, 4.5));
        brush.line(colour, 2, Outline.from(-28, -40).bend(-35, -34, -33, -18).open());
        brush.fill(Tones.shade(colour, 0.6), Outline.ellipse(-33, -16, 2.2, 3.6));
        brush.fill(Tones.shade(colour, 1.06), Tones.shade(colour, 0.84), Outline.from(-29, -41).bend(-6, -44, 20, -42)
                .bend(31, -36, 26, -18).bend(14, -12, 0, -14).line(-22, -15).bend(-33, -22, -29, -41).close());
        paintPatches(easel, patch);
        double nod = easel.chance(0.3) ? 16 : easel.between(-2, 4);
        brush.fill(colour, Outline.polygon(18, -40, 30, -42 + nod, 34, -28 + nod, 24, -20));
        brush.within(32, -39 + nod, 1, 1, () -> paintHead(brush, colour, patch));
    }

    private static void paintPatches(Easel easel, Color patch) {
        double shift = easel.between(-5, 5);
        Shape large = Outline.from(-20 + shift, -41.5).bend(-6 + shift, -44, 0 + shift, -36)
                .bend(-2 + shift, -26, -12 + shift, -27)
                .bend(-23 + shift, -30, -20 + shift, -41.5).close();
        easel.figures().fill(patch, large);
        easel.figures().fill(patch, Outline.ellipse(12 + shift * 0.6, -25, 7, 5));
        easel.figures().fill(patch, Outline.ellipse(-23 + shift * 0.3, -22, 4, 4.5));
    }

    private static void paintHead(Brush brush, Color colour, Color patch) {
        brush.line(HORN, 2.2, Outline.from(-2, -8).bend(-4, -14, 1, -15).open());
        brush.line(HORN, 2.2, Outline.from(5, -8).bend(9, -12, 7, -16).open());
        brush.fill(Tones.shade(colour, 0.75), Outline.ellipse(-8, -5, 5, 2.6));
        brush.fill(colour,
                Outline.from(-6, -8).bend(2, -12, 8, -7).line(14, 6).bend(13, 11, 6, 10).bend(-4, 6, -6, -8).close());
        brush.fill(patch, Outline.polygon(2, -9, 6, -8, 10, 2, 7, 3));
        brush.fill(MUZZLE, Outline.ellipse(10, 7, 5.4, 4));
        brush.fill(Tones.rgb(0x6B4A48), Outline.circle(12, 6.4, 0.9));
        Coat.paintEye(brush, 2, -3, 1.4);
    }
}
