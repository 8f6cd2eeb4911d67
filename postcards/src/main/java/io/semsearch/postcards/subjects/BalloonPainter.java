package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints hot-air balloons; the origin is the floor of the basket. */
final class BalloonPainter implements SubjectPainter {

    private static final Color CREAM = Tones.rgb(0xF7EEDB);
    private static final Color WICKER = Tones.rgb(0x8A6238);

    @Override
    public double width() {
        return 56;
    }

    @Override
    public double height() {
        return 78;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        boolean striped = easel.chance(0.5);
        brush.line(WICKER, 0.8, -4, -7, -9, -22);
        brush.line(WICKER, 0.8, 4, -7, 9, -22);
        brush.fill(WICKER, Tones.shade(WICKER, 0.7), Outline.box(-5, -8, 10, 8, 1.5));
        brush.fill(colour, envelope(1));
        if (striped) {
            brush.fill(CREAM, envelope(0.74));
            brush.fill(colour, envelope(0.46));
            brush.fill(CREAM, envelope(0.16));
        } else {
            brush.fill(Tones.shade(colour, 1.1), envelope(0.72));
            brush.fill(colour, envelope(0.42));
            brush.fill(CREAM,
                    Outline.from(-25.4, -49).bend(0, -43, 25.4, -49).line(25, -44).bend(0, -38, -25, -44).close());
        }
        brush.fill(Tones.alpha(Tones.rgb(0x20203A), 0.17),
                Outline.from(6, -76).bend(27, -72, 26, -50).bend(24, -34, 7, -21)
                        .bend(20, -46, 6, -76).close());
        brush.fill(Tones.alpha(Color.WHITE, 0.25), Outline.ellipse(-11, -58, 4.5, 9));
        if (easel.lighting().lampsAreLit()) {
            easel.plain().glow(Tones.alpha(Tones.rgb(0xFFE08A), 0.75), 0, -19, 15);
        }
    }

    /** The balloon's outline, narrowed to a share of its width. */
    private static Shape envelope(double share) {
        double half = 26 * share;
        double mouth = 7 * share;
        return Outline.from(-mouth, -21).bend(-half * 0.95, -36, -half, -52).bend(-half, -77, 0, -78)
                .bend(half, -77, half, -52).bend(half * 0.95, -36, mouth, -21).close();
    }
}
