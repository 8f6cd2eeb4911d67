package io.semsearch.postcards.subjects;

import io.semsearch.postcards.drawing.Brush;
import io.semsearch.postcards.drawing.Easel;
import io.semsearch.postcards.drawing.Outline;
import io.semsearch.postcards.drawing.Tones;
import java.awt.Color;

/** Paints people in coats. */
final class PersonPainter implements SubjectPainter {

    private static final Color[] SKINS = {Tones.rgb(0xF2CDB0), Tones.rgb(0xE0AC84), Tones.rgb(0xB77F58),
            Tones.rgb(0x7E5337)};
    private static final Color[] HAIRS = {Tones.rgb(0x2E2420), Tones.rgb(0x5B3D28), Tones.rgb(0x8E6A43),
            Tones.rgb(0x6E6A68)};
    private static final Color TROUSERS = Tones.rgb(0x41454F);

    @Override
    public double width() {
        return 30;
    }

    @Override
    public double height() {
        return 63;
    }

    @Override
    public void paint(Easel easel, Color colour) {
        Brush brush = easel.figures();
        Color skin = SKINS[easel.random().nextInt(SKINS.length)];
        Color hair = HAIRS[easel.random().nextInt(HAIRS.length)];
        boolean longCoat = easel.chance(0.45);
        double stride = easel.between(1, 7);
        easel.plain().fill(Tones.alpha(Tones.rgb(0x10121C), 0.24), Outline.ellipse(0, 0.5, 13, 2.4));
        brush.line(Tones.shade(TROUSERS, 0.8), 5, -1, -22, -stride, -2);
        brush.line(TROUSERS, 5, 1, -22, stride, -2);
        brush.line(Tones.rgb(0x2B2624), 3.6, -stride, -1.6, -stride + 4, -1.4);
        brush.line(Tones.rgb(0x2B2624), 3.6, stride, -1.6, stride + 4, -1.4);
        double hem = longCoat ? -12 : -19;
        double swing = easel.between(-5, 7);
        brush.line(Tones.shade(colour, 0.72), 4.6, 4, -39, 7 + swing, -26);
        brush.fill(Tones.shade(colour, 1.05), Tones.shade(colour, 0.84), Outline.from(-7, -43).bend(0, -46, 7, -43)
                .line(longCoat ? 10 : 8, hem).line(longCoat ? -10 : -8, hem).close());
        brush.line(Tones.shade(colour, 0.9), 4.6, -5, -40, -8 - swing, -27);
        brush.fill(skin, Outline.circle(-8.5 - swing, -25.4, 2.2));
        paintHead(easel, skin, hair, colour);
    }

    private static void paintHead(Easel easel, Color skin, Color hair, Color colour) {
        Brush brush = easel.figures();
        boolean longHair = easel.chance(0.4);
        if (longHair) {
            brush.fill(hair, Outline.from(-6, -55).bend(-10, -44, -6, -40).line(3, -42).line(3, -58).close());
        }
        brush.fill(skin, Outline.box(-2, -47, 4, 5));
        brush.fill(skin, Outline.ellipse(0.5, -52, 5.6, 6.2));
        brush.fill(hair,
                Outline.from(-5.6, -51).bend(-7, -60, 1, -59.5).bend(7, -59, 6.2, -54).bend(0, -57, -2.6, -52).close());
        if (easel.lighting().isSnowing() || easel.chance(0.3)) {
            brush.fill(Tones.shade(colour, 0.9),
                    Outline.from(-6, -54.5).bend(-5, -62.5, 1, -62).bend(7, -61.5, 6.8, -55).close());
            brush.fill(Tones.rgb(0xF4F0E8), Outline.circle(0.8, -62.5, 2));
        }
    }
}
