package io.semsearch.encoder.onnx;

import java.util.List;

/** How the usual families of networks take their photos. */
public enum Preset {

    /** Classifiers trained on ImageNet: torchvision, timm, the ONNX Model Zoo. */
    IMAGENET(Interpolation.BILINEAR, 256.0 / 224),

    /** The image side of CLIP and its kin. */
    CLIP(Interpolation.BICUBIC, 1);

    /** Of a network that takes any size. */
    static final int DEFAULT_SIZE = 224;

    private final Interpolation interpolation;
    private final double shortSide;

    Preset(Interpolation interpolation, double shortSide) {
        this.interpolation = interpolation;
        this.shortSide = shortSide;
    }

    Interpolation interpolation() {
        return interpolation;
    }

    /** The short side before the crop. */
    int shortSide(int size) {
        return (int) Math.round(size * shortSide);
    }

    List<Float> mean() {
        return switch (this) {
            case IMAGENET -> List.of(0.485f, 0.456f, 0.406f);
            case CLIP -> List.of(0.48145467f, 0.4578275f, 0.40821072f);
        };
    }

    List<Float> deviation() {
        return switch (this) {
            case IMAGENET -> List.of(0.229f, 0.224f, 0.225f);
            case CLIP -> List.of(0.26862955f, 0.2613026f, 0.2757771f);
        };
    }
}
