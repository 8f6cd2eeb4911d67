package io.semsearch.postcards.drawing;

import io.semsearch.postcards.scene.Colour;
import java.awt.Color;

/** The shades that people call by the name of one colour. */
final class Swatch {

    private Swatch() {}

    /** One shade of a colour. */
    static Color of(Colour colour, Easel easel) {
        return switch (colour) {
            case RED -> Tones.hsb(easel.between(-8, 7), easel.between(0.76, 0.9), easel.between(0.74, 0.9));
            case YELLOW -> Tones.hsb(easel.between(45, 54), easel.between(0.74, 0.9), easel.between(0.9, 0.99));
            case GREEN -> Tones.hsb(easel.between(122, 146), easel.between(0.6, 0.82), easel.between(0.46, 0.62));
            case BLUE -> Tones.hsb(easel.between(214, 230), easel.between(0.7, 0.86), easel.between(0.66, 0.86));
            case WHITE -> Tones.hsb(easel.between(30, 60), easel.between(0, 0.05), easel.between(0.95, 1));
            case BLACK -> Tones.hsb(easel.between(0, 360), easel.between(0, 0.14), easel.between(0.13, 0.2));
            case BROWN -> Tones.hsb(easel.between(20, 29), easel.between(0.52, 0.68), easel.between(0.42, 0.56));
        };
    }
}
