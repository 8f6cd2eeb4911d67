package io.semsearch.encoder.onnx;

import io.semsearch.dataset.DataFileException;
import java.util.List;
import java.util.Optional;

/** How a network's photos are prepared, where a user says so; the rest is the preset's and the network's.
 *
 * @param preset        family of the network
 * @param tensor        name of the input; empty if there is only one for photos
 * @param size          side of the square
 * @param resizing      the square's rule; empty for {@link Resizing#CENTRE_CROP}
 * @param shortSide     before the crop
 * @param interpolation the filter
 * @param channels      order of the colours; empty for RGB
 * @param mean          of red, green and blue
 * @param deviation     of red, green and blue */
public record InputChoice(Preset preset, Optional<String> tensor, Optional<Integer> size,
        Optional<Resizing> resizing, Optional<Integer> shortSide, Optional<Interpolation> interpolation,
        Optional<PhotoInput.ChannelOrder> channels, Optional<List<Float>> mean, Optional<List<Float>> deviation) {

    /** A preset as it is. */
    public static InputChoice of(Preset preset) {
        return new InputChoice(preset, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with another size. */
    public InputChoice withSize(int other) {
        return new InputChoice(preset, tensor, Optional.of(other), resizing, shortSide, interpolation, channels, mean,
                deviation);
    }

    /** The same with another rule. */
    public InputChoice with(Resizing other) {
        return new InputChoice(preset, tensor, size, Optional.of(other), shortSide, interpolation, channels, mean,
                deviation);
    }

    /** The input of a network.
     *
     * @throws DataFileException if the network declares another size */
    PhotoInput input(OnnxNetwork network) throws DataFileException {
        NetworkInput declared = network.input();
        int fixed = declared.height() != 0 ? declared.height() : declared.width();
        int side = size.orElse(fixed != 0 ? fixed : Preset.DEFAULT_SIZE);
        if (declared.height() != 0 && declared.width() != 0 && declared.height() != declared.width()) {
            throw new DataFileException(network.name() + ": expected a network for square photos, found one for "
                    + declared.width() + " x " + declared.height() + " pixels");
        }
        return new PhotoInput(declared.tensor(), side, declared.batch(), declared.channelsLast(),
                resizing.orElse(Resizing.CENTRE_CROP), shortSide.orElse(preset.shortSide(side)),
                interpolation.orElse(preset.interpolation()), channels.orElse(PhotoInput.ChannelOrder.RGB),
                mean.orElse(preset.mean()), deviation.orElse(preset.deviation()));
    }
}
