package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Parts that vehicles have in common. */
final class Wheels {

    private static final Color RUBBER = Tones.rgb(0x26262A);
    private static final Color HUB = Tones.rgb(0xC8CACD);
    private static final Color LAMP = Tones.rgb(0xFFF0B8);

    private Wheels() {}

    /** A wheel that stands on the ground. */
    static void paint(Brush brush, double x, double radius) {
        brush.fill(RUBBER, Outline.circle(x, -radius + 1, radius));
        brush.fill(HUB, Outline.circle(x, -radius + 1, radius * 0.52));
        brush.fill(Tones.shade(HUB, 0.6), Outline.circle(x, -radius + 1, radius * 0.16));
    }

    /** The shadow below a vehicle. */
    static void paintShadow(Easel easel, double halfWidth) {
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.34), Outline.ellipse(0, 1, halfWidth * 1.08, 3.4));
    }

    /** The lamp at the front, lit when it is dark. */
    static void paintLamps(Easel easel, double x, double y) {
        if (!easel.lighting().lampsAreLit()) {
            easel.figures().fill(Tones.rgb(0xF3F1E6), Outline.ellipse(x, y, 2, 2.6));
            return;
        }
        if (easel.lighting().isNight()) {
            easel.plain().fillAcross(Tones.alpha(LAMP, 0.4), Tones.alpha(LAMP, 0),
                    Outline.polygon(x, y - 2, x + 40, y + 2, x + 40, y + 16, x, y + 2));
        }
        easel.plain().glow(Tones.alpha(LAMP, 0.85), x + 1, y, 9);
        easel.plain().fill(Color.WHITE, Outline.ellipse(x, y, 2, 2.6));
    }
}
