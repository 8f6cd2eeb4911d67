package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;
import java.awt.Shape;

/** Paints steam trains: an engine and two carriages. */
final class TrainPainter implements SubjectPainter {

    private static final Color IRON = Tones.rgb(0x2C2D31);
    private static final Color BRASS = Tones.rgb(0xD0A64A);
    private static final Color GLASS = Tones.rgb(0xC8DAE0);
    private static final Color LIT_GLASS = Tones.rgb(0xFFE9B0);

    @Override
    public double width() {
        return 190;
    }

    @Override
    public double height() {
        return 60;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.3), Outline.ellipse(0, 2, 95, 4));
        paintSteam(easel);
        brush.fill(IRON, Outline.box(-94, -9, 140, 3));
        paintCarriage(easel, colour, -92);
        paintCarriage(easel, colour, -34);
        brush.within(55, 0, 1, 1, () -> paintEngine(easel, colour));
    }

    private static void paintCarriage(Easel easel, Color colour, double left) {
        Brush brush = easel.figures();
        brush.fill(Tones.shade(IRON, 1.8), Outline.box(left - 1, -38, 56, 5, 2.5));
        brush.fill(Tones.shade(colour, 1.05), Tones.shade(colour, 0.82), Outline.box(left, -34, 54, 26, 1.5));
        brush.fill(Tones.mix(colour, Color.WHITE, 0.65), Outline.box(left, -17, 54, 1.6));
        for (int i = 0; i < 4; i++) {
            Shape window = Outline.box(left + 4 + 12.2 * i, -31, 9, 10.5, 1);
            if (easel.lighting().lampsAreLit()) {
                easel.plain().shine(LIT_GLASS, window);
            } else {
                brush.fill(GLASS, window);
            }
        }
        for (double x : new double[]{8, 18, 36, 46}) {
            paintWheel(brush, left + x, 4.6);
        }
    }

    private static void paintEngine(Easel easel, Color colour) {
        Brush brush = easel.figures();
        brush.fill(IRON, Outline.box(-30, -12, 64, 5));
        brush.fill(Tones.shade(colour, 1.08), Tones.shade(colour, 0.74), Outline.box(-10, -31, 42, 20, 6));
        brush.fill(BRASS, Outline.box(2, -31, 1.8, 20));
        brush.fill(BRASS, Outline.box(17, -31, 1.8, 20));
        brush.fill(IRON, Outline.box(29, -30, 4, 18, 2));
        brush.fill(IRON, Outline.polygon(20, -31, 19, -44, 17, -48, 30, -48, 28, -44, 27, -31));
        brush.fill(BRASS, Outline.from(4, -31).bend(4, -39, 9, -39).bend(14, -39, 14, -31).close());
        brush.fill(Tones.shade(colour, 0.94), Outline.box(-31, -46, 22, 36, 1));
        brush.fill(IRON, Outline.box(-34, -49, 28, 4, 2));
        if (easel.lighting().lampsAreLit()) {
            easel.plain().shine(LIT_GLASS, Outline.box(-26, -41, 12, 11, 1));
        } else {
            brush.fill(GLASS, Outline.box(-26, -41, 12, 11, 1));
        }
        brush.fill(Tones.shade(colour, 0.85), Outline.polygon(33, -11, 42, 0, 31, 0));
        paintWheel(brush, -21, 8);
        paintWheel(brush, -3, 8);
        paintWheel(brush, 14, 8);
        paintWheel(brush, 27, 4.6);
        brush.line(Tones.rgb(0xB9BDC2), 1.8, -21, -6, 14, -6);
        Wheels.paintLamps(easel, 34, -26);
    }

    private static void paintWheel(Brush brush, double x, double radius) {
        brush.fill(IRON, Outline.circle(x, -radius, radius));
        brush.fill(Tones.rgb(0x8A4B42), Outline.circle(x, -radius, radius * 0.62));
        brush.fill(IRON, Outline.circle(x, -radius, radius * 0.25));
    }

    private static void paintSteam(Easel easel) {
        Color steam = Tones.rgb(0xF4F4F2);
        double x = 78;
        double y = -54;
        for (int i = 0; i < 9; i++) {
            double radius = 4.5 + 1.1 * i;
            easel.figures().fill(Tones.alpha(steam, 0.72 - 0.055 * i),
                    Outline.circle(x, y, radius * easel.between(0.85, 1.15)));
            x -= easel.between(7, 13);
            y -= easel.between(0.5, 4);
        }
    }
}
