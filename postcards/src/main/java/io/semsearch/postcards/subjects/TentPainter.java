package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints tents. */
final class TentPainter implements SubjectPainter {

    @Override
    public double width() {
        return 68;
    }

    @Override
    public double height() {
        return 42;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        double height = easel.between(34, 42);
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.22), Outline.ellipse(4, 0, 36, 3.5));
        Color rope = Tones.rgb(0xD9CFB8);
        brush.line(rope, 0.7, -12, -height, -36, 1);
        brush.line(rope, 0.7, 22, -height + 2, 42, 0);
        brush.fill(Tones.shade(colour, 0.78),
                Outline.from(-12, -height).line(22, -height + 2).bend(26, -height * 0.4, 38, -1)
                        .line(14, 1).close());
        brush.fill(Tones.shade(colour, 1.06), Tones.shade(colour, 0.92),
                Outline.from(-12, -height).bend(-20, -height * 0.4, -34, 1)
                        .line(14, 1).bend(0, -height * 0.4, -12, -height).close());
        Color inside = easel.lighting().lampsAreLit() ? Tones.rgb(0xFFDF94) : Tones.rgb(0x3A312C);
        if (easel.lighting().lampsAreLit()) {
            easel.plain().glow(Tones.alpha(inside, 0.45), -11, -8, 26);
            easel.plain().shine(inside, Outline.from(-12, -height * 0.78).line(-19, 1).line(-3, 1).close());
        } else {
            brush.fill(inside, Outline.from(-12, -height * 0.78).line(-19, 1).line(-3, 1).close());
        }
        brush.fill(Tones.shade(colour, 0.88),
                Outline.from(-12, -height * 0.78).bend(-13, -height * 0.3, -20, 1).line(-24, 1).close());
        if (easel.lighting().isSnowing()) {
            brush.line(Tones.rgb(0xF8FAFF), 3, -12, -height, 21, -height + 2);
        }
    }
}
