package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints birds in flight. */
final class BirdPainter implements SubjectPainter {

    private static final double SIZE = 1.45;
    private static final Color BEAK = Tones.rgb(0xE8A23A);

    @Override
    public double width() {
        return 46 * SIZE;
    }

    @Override
    public double height() {
        return 24 * SIZE;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double lift = easel.between(9, 17);
        Color tip = Tones.isBright(colour) ? Tones.rgb(0x6F757C) : Tones.shade(colour, 0.6);
        brush.within(0, 0, SIZE, SIZE, () -> brush.turned(easel.between(-12, 8), () -> {
            paintWing(brush, Tones.shade(colour, 0.82), tip, 19, lift * 1.1);
            brush.fill(colour, Outline.polygon(-10, 0, -21, -3, -20, 4));
            brush.fill(colour, Tones.shade(colour, 0.84), Outline.from(-14, 0).bend(-2, -7, 9, -3).bend(13, 1, 7, 4)
                    .bend(-4, 6, -14, 0).close());
            brush.fill(colour, Outline.circle(11, -3, 4.2));
            brush.fill(BEAK, Outline.polygon(14, -4.4, 20, -2, 14, -0.8));
            brush.fill(Tones.rgb(0x1B1612), Outline.circle(12, -4, 0.9));
            paintWing(brush, colour, tip, -17, lift);
        }));
    }

    private static void paintWing(Brush brush, Color colour, Color tip, double reach, double lift) {
        brush.fill(colour, Outline.from(-5, -2).bend(reach * 0.3, -lift * 1.5, reach, -lift * 1.4)
                .bend(reach * 0.65, -lift * 0.5, 6, -1).close());
        brush.fill(tip, Outline.from(reach, -lift * 1.4).bend(reach * 0.75, -lift * 1.46, reach * 0.6, -lift * 1.28)
                .bend(reach * 0.75, -lift * 1.0, reach, -lift * 1.4).close());
    }
}
