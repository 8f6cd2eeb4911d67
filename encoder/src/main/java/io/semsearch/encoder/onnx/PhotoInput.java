package io.semsearch.encoder.onnx;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** How a photo becomes the input of a network: {@code (pixel / 255 - mean) / deviation} of a resized square.
 *
 * @param tensor        name of the input
 * @param size          side of the square in pixels, 1 to {@value #MAX_SIZE}
 * @param batch         number of photos that the network takes at once; 0 for any
 * @param channelsLast  true for the shape [photos, size, size, 3], false for [photos, 3, size, size]
 * @param resizing      the square's rule
 * @param shortSide     for {@link Resizing#CENTRE_CROP}: the short side before the crop, at least {@code size}
 * @param interpolation the filter
 * @param channels      order of red, green and blue
 * @param mean          of red, green and blue in [0, 1]; subtracted
 * @param deviation     of red, green and blue; divided by; 0.00392157 for values up to 255 */
public record PhotoInput(String tensor, int size, int batch, boolean channelsLast, Resizing resizing, int shortSide,
        Interpolation interpolation, ChannelOrder channels, List<Float> mean, List<Float> deviation) {

    /** Larger squares are refused. */
    public static final int MAX_SIZE = 2048;

    /** The order in which a network takes colours. */
    public enum ChannelOrder {
        /** Red first. */
        @JsonProperty("RGB")
        RGB,
        /** Blue first, as OpenCV and Caffe have it. */
        @JsonProperty("BGR")
        BGR
    }

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public PhotoInput {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        require(!tensor.isBlank(), "the input needs a name");
        require(size >= 1 && size <= MAX_SIZE, "size must be 1 to " + MAX_SIZE + ", got " + size);
        require(batch >= 0 && batch <= 1024, "batch must be 0 to 1024, got " + batch);
        require(shortSide >= size && shortSide <= 2 * MAX_SIZE,
                "shortSide must be " + size + " (the size) to " + 2 * MAX_SIZE + ", got " + shortSide);
        require(mean.size() == 3 && mean.stream().allMatch(Float::isFinite),
                "mean must be three numbers, got " + mean);
        require(deviation.size() == 3 && deviation.stream().allMatch(value -> Float.isFinite(value) && value > 0),
                "deviation must be three numbers above 0, got " + deviation);
    }

    /** This input with another square's rule. */
    public PhotoInput with(Resizing other, int otherShortSide) {
        return new PhotoInput(tensor, size, batch, channelsLast, other, otherShortSide, interpolation, channels, mean,
                deviation);
    }

    /** This input with another size of batches. */
    PhotoInput withBatch(int other) {
        return new PhotoInput(tensor, size, other, channelsLast, resizing, shortSide, interpolation, channels, mean,
                deviation);
    }

    /** The same photo in another size; a crop shows the same part of it. */
    PhotoInput atSize(int other) {
        int side = (int) Math.round((double) shortSide * other / size);
        return new PhotoInput(tensor, other, batch, channelsLast, resizing, side, interpolation, channels, mean,
                deviation);
    }

    /** The shape of a batch. */
    long[] shape(int photos) {
        return channelsLast ? new long[]{photos, size, size, 3} : new long[]{photos, 3, size, size};
    }

    /** For people: {@code 224 px, short side 256, then centre crop, bilinear}. */
    public String text() {
        String rule = resizing == Resizing.CENTRE_CROP
                ? "short side " + shortSide + ", then centre crop"
                : resizing.text();
        return size + " px, " + rule + ", " + interpolation.name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
