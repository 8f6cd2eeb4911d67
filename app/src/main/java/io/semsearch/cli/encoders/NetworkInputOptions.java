package io.semsearch.cli.encoders;

import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.Interpolation;
import io.semsearch.encoder.onnx.PhotoInput.ChannelOrder;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Resizing;
import io.semsearch.operations.encoders.ImportEncoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a network takes its photos. */
final class NetworkInputOptions {

    /** {@link Resizing} as users write it. */
    private enum ResizeRule {
        CROP(Resizing.CENTRE_CROP), SQUEEZE(Resizing.SQUEEZE), PAD(Resizing.PAD);

        private final Resizing resizing;

        ResizeRule(Resizing resizing) {
            this.resizing = resizing;
        }
    }

    @Option(names = "--preset", paramLabel = "imagenet|clip",
            description = "How this family of networks takes photos: filter, crop, mean and deviation. Default: "
                    + "imagenet.")
    private Preset preset = ImportEncoder.Options.DEFAULT_PRESET;

    @Option(names = "--input", paramLabel = "TENSOR",
            description = "The network's input for photos, where it has several.")
    private @Nullable String input;

    @Option(names = "--size", paramLabel = "PIXELS",
            description = "Side of the square that the network takes. Default: what it declares, else 224.")
    private @Nullable Integer size;

    @Option(names = "--resize", paramLabel = "crop|squeeze|pad",
            description = "How a photo becomes a square: resize the short side and cut out the middle, resize both "
                    + "sides, or resize the long side and fill the rest. Default: crop.")
    private @Nullable ResizeRule resize;

    @Option(names = "--short-side", paramLabel = "PIXELS",
            description = "Short side before the crop. Default: the preset's, 256 for a square of 224.")
    private @Nullable Integer shortSide;

    @Option(names = "--interpolation", paramLabel = "bilinear|bicubic",
            description = "Filter of resizing. Default: the preset's.")
    private @Nullable Interpolation interpolation;

    @Option(names = "--channels", paramLabel = "rgb|bgr", description = "Order of the colours. Default: rgb.")
    private @Nullable ChannelOrder channels;

    @Option(names = "--mean", paramLabel = "R,G,B", split = ",",
            description = "Mean of the colours in 0 to 1, subtracted. Default: the preset's.")
    private @Nullable List<Float> mean;

    @Option(names = "--deviation", paramLabel = "R,G,B", split = ",",
            description = "Deviation of the colours, divided by. Default: the preset's.")
    private @Nullable List<Float> deviation;

    InputChoice choice() {
        return new InputChoice(preset, Optional.ofNullable(input), Optional.ofNullable(size),
                Optional.ofNullable(resize).map(rule -> rule.resizing), Optional.ofNullable(shortSide),
                Optional.ofNullable(interpolation), Optional.ofNullable(channels), Optional.ofNullable(mean),
                Optional.ofNullable(deviation));
    }
}
