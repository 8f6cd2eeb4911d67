package io.semsearch.postcards.landscapes;

import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Postcard;
import java.awt.Color;
import java.awt.Shape;
import java.util.random.RandomGenerator;

/** Shapes of the ground. */
final class Terrain {

    private static final double STEP = 8;

    private Terrain() {}

    /** Rolling land from side to side, down to the lower edge.
     *
     * @param y         its mean height
     * @param amplitude how far it rises and falls
     * @param waves     about how many hills stand side by side */
    static Shape hills(double y, double amplitude, double waves, RandomGenerator random) {
        double phase = random.nextDouble(2 * Math.PI);
        double secondPhase = random.nextDouble(2 * Math.PI);
        Outline outline = Outline.from(-STEP, Postcard.HEIGHT + STEP);
        for (double x = -STEP; x <= Postcard.WIDTH + STEP; x += STEP) {
            double turn = 2 * Math.PI * x / Postcard.WIDTH;
            outline.line(x, y + amplitude * (0.7 * Math.sin(waves * turn + phase)
                    + 0.3 * Math.sin(2.3 * waves * turn + secondPhase)));
        }
        return outline.line(Postcard.WIDTH + STEP, Postcard.HEIGHT + STEP).close();
    }

    /** Everything below a height. */
    static Shape plain(double y) {
        return Outline.box(-STEP, y, Postcard.WIDTH + 2 * STEP, Postcard.HEIGHT - y + STEP);
    }

    /** Strews short upright strokes or dots over the ground, denser and larger towards the viewer.
     *
     * @param height of a stroke at the lower edge; 0 for dots */
    static void strew(Easel easel, Color colour, int count, double top, double height) {
        for (int i = 0; i < count; i++) {
            double depth = Math.sqrt(easel.random().nextDouble());
            double x = easel.between(0, Postcard.WIDTH);
            double y = top + depth * (Postcard.HEIGHT - top);
            double size = 0.35 + 0.65 * depth;
            if (height == 0) {
                easel.land().fill(colour, Outline.ellipse(x, y, 1.3 * size, 0.9 * size));
            } else {
                easel.land().line(colour, 0.9 * size, x, y, x + easel.between(-1.5, 1.5), y - height * size);
            }
        }
    }
}
