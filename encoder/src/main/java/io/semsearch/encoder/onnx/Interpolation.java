package io.semsearch.encoder.onnx;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a photo is resized, with antialiasing: the filter widens as the photo shrinks, as in Pillow and torchvision. */
public enum Interpolation {

    /** A triangle over two pixels. */
    @JsonProperty("bilinear")
    BILINEAR(1) {

        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },

    /** Keys' cubic over four pixels, a = -0.5. */
    @JsonProperty("bicubic")
    BICUBIC(2) {

        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    };

    private static final double A = -0.5;

    private final double support;

    Interpolation(double support) {
        this.support = support;
    }

    /** How far the filter reaches, in pixels of the larger of both sizes. */
    double support() {
        return support;
    }

    /** @param distance from the middle, in pixels */
    abstract double weight(double distance);
}
