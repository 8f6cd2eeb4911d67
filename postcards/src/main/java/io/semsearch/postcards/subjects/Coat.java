package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Parts that four-legged animals have in common. */
final class Coat {

    private Coat() {}

    /** Four legs under a body, the far pair darker.
     *
     * @param hips     x of the hind legs
     * @param shoulder x of the fore legs
     * @param top      y at which the legs leave the body
     * @param width    thickness of a leg */
    static void paintLegs(Easel easel, Color colour, double hips, double shoulder, double top, double width) {
        double stride = easel.between(0, -top * 0.28);
        Color far = Tones.shade(colour, 0.68);
        paintLeg(easel, far, hips + 2 + width, top, stride, width);
        paintLeg(easel, far, shoulder - 1 - width, top, -stride, width);
        paintLeg(easel, colour, hips, top, -stride, width);
        paintLeg(easel, colour, shoulder, top, stride, width);
    }

    private static void paintLeg(Easel easel, Color colour, double x, double top, double swing, double width) {
        Brush brush = easel.figures();
        brush.fill(colour, Outline.polygon(x - width * 0.75, top - width, x + width * 0.75, top - width,
                x + swing + width * 0.42, 0, x + swing - width * 0.5, 0));
        brush.fill(Tones.shade(colour, 0.5), Outline.box(x + swing - width * 0.5, -width * 0.5, width, width * 0.5));
    }

    /** A dark eye with a glint. */
    static void paintEye(Brush brush, double x, double y, double radius) {
        brush.fill(Tones.rgb(0x1B1612), Outline.circle(x, y, radius));
        brush.fill(Tones.rgb(0xFFFFFF), Outline.circle(x + radius * 0.3, y - radius * 0.35, radius * 0.35));
    }
}
