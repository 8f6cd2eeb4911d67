package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints horses. */
final class HorsePainter implements SubjectPainter {

    @Override
    public double width() {
        return 76;
    }

    @Override
    public double height() {
        return 78;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Color mane = Tones.isBright(colour) ? Tones.rgb(0xD8D2C6) : Tones.shade(colour, 0.42);
        Coat.paintLegs(easel, colour, -21, 17, -27, 6.4);
        brush.fill(mane, Outline.from(-26, -46).bend(-40, -46, -38, -14).bend(-32, -22, -27, -40).close());
        brush.fill(Tones.shade(colour, 1.06), Tones.shade(colour, 0.82), Outline.from(-28, -44).bend(-20, -52, -4, -48)
                .bend(8, -46, 18, -50).bend(28, -42, 25, -30).bend(18, -21, 0, -24).bend(-16, -24, -24, -24)
                .bend(-32, -32, -28, -44).close());
        boolean grazing = easel.chance(0.22);
        brush.within(17, -43, 1, 1, () -> brush.turned(grazing ? 84 : easel.between(2, 18), () -> {
            paintNeck(brush, colour, mane);
            brush.within(17, -27, 1, 1, () -> brush.turned(grazing ? -28 : 0, () -> paintHead(brush, colour, mane)));
        }));
    }

    private static void paintNeck(Brush brush, Color colour, Color mane) {
        brush.fill(mane, Outline.from(-12, -4).bend(0, -26, 9, -34).line(15, -30).bend(6, -16, -2, 2).close());
        brush.fill(colour, Outline.from(-8, -2).bend(4, -20, 12, -32).line(23, -26).bend(16, -12, 9, 10).close());
    }

    private static void paintHead(Brush brush, Color colour, Color mane) {
        brush.fill(colour, Outline.polygon(-3, -6, -1.5, -14, 2.5, -6));
        brush.fill(Tones.shade(colour, 1.05), Outline.from(-6, -4).bend(0, -9, 6, -4).line(19, 9).bend(21, 14, 15, 15)
                .bend(9, 14, 2, 6).bend(-5, 4, -6, -4).close());
        brush.fill(Tones.shade(colour, 0.62), Outline.ellipse(16.6, 12, 3.4, 2.8));
        brush.fill(mane, Outline.polygon(-4, -7, 4, -7, 8, 0, 2, -3));
        Coat.paintEye(brush, 4.5, -0.5, 1.4);
    }
}
