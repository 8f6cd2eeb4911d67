package io.semsearch.encoder.onnx;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/** Turns photos into the input of a network, as torchvision's transforms do: resize with antialiasing, crop, normalize.
 * Thread-safe. */
final class Preprocessing {

    private static final float BRIGHTEST = 255;

    private final PhotoInput input;

    Preprocessing(PhotoInput input) {
        this.input = input;
    }

    /** The square of a photo.
     *
     * @return planes of the input's size, except with {@link Resizing#PAD}: the padding is not part of it */
    RgbPixels square(BufferedImage image) {
        RgbPixels photo = RgbPixels.of(image);
        int size = input.size();
        return switch (input.resizing()) {
            case SQUEEZE -> part(photo, size, size, size, size);
            case CENTRE_CROP -> {
                // the long side is cut to a whole number, as torchvision does
                int width = photo.width <= photo.height ? input.shortSide() : longSide(photo.width, photo.height);
                int height = photo.width <= photo.height ? longSide(photo.height, photo.width) : input.shortSide();
                yield part(photo, width, height, size, size);
            }
            case PAD -> {
                int longest = Math.max(photo.width, photo.height);
                int width = Math.max(1, (int) Math.round((double) photo.width * size / longest));
                int height = Math.max(1, (int) Math.round((double) photo.height * size / longest));
                yield part(photo, width, height, width, height);
            }
        };
    }

    private int longSide(int longer, int shorter) {
        return (int) ((long) input.shortSide() * longer / shorter);
    }

    /** The middle of a resized photo. */
    private RgbPixels part(RgbPixels photo, int width, int height, int partWidth, int partHeight) {
        int left = middle(width, partWidth);
        int top = middle(height, partHeight);
        if (width == photo.width && height == photo.height) {
            return photo.cropped(left, top, partWidth, partHeight);
        }
        return photo.resized(new Resampling(photo.width, width, left, partWidth, input.interpolation()),
                new Resampling(photo.height, height, top, partHeight, input.interpolation()), partWidth, partHeight);
    }

    /** Half of an odd rest is rounded to the even number, as Python does. */
    private static int middle(int whole, int part) {
        return (int) Math.rint((whole - part) / 2.0);
    }

    /** Writes a square as the input of the network.
     *
     * @param mirrored true to mirror left and right
     * @param target   receives 3 x size x size values from {@code offset}; zero, the mean colour, where the square is
     *                 padded */
    void write(RgbPixels square, boolean mirrored, FloatBuffer target, int offset) {
        int size = input.size();
        int left = middle(size, square.width);
        int top = middle(size, square.height);
        int step = input.channelsLast() ? 3 : 1;
        for (int channel = 0; channel < 3; channel++) {
            float[] values = values(channel);
            int place = input.channels() == PhotoInput.ChannelOrder.RGB ? channel : 2 - channel;
            int start = offset + (input.channelsLast() ? place : place * size * size);
            for (int y = 0; y < square.height; y++) {
                int source = (channel * square.height + y) * square.width;
                int line = start + ((top + y) * size + left) * step;
                for (int x = 0; x < square.width; x++) {
                    int from = mirrored ? square.width - 1 - x : x;
                    target.put(line + x * step, values[square.planes[source + from] & 0xFF]);
                }
            }
        }
    }

    /** The value of each byte in a channel. */
    private float[] values(int channel) {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / BRIGHTEST - input.mean().get(channel)) / input.deviation().get(channel);
        }
        return values;
    }
}
