package io.semsearch.encoder.onnx;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The values of a tensor for a batch of photos, first dimension the photo. */
final class TensorValues {

    private final long[] shape;
    private final FloatBuffer values;

    TensorValues(long[] shape, FloatBuffer values) {
        this.shape = shape;
        this.values = values;
    }

    int photos() {
        return shape.length == 0 ? 0 : (int) shape[0];
    }

    /** The sizes without the first one. */
    long[] photoShape() {
        return shape.length == 0 ? shape : Arrays.copyOfRange(shape, 1, shape.length);
    }

    /** Number of values that remain of a photo after pooling. */
    int pooledSize(Pooling pooling) {
        long[] photo = photoShape();
        return pooling == Pooling.NONE || photo.length < 2 ? (int) product(photo) : channels(photo);
    }

    /** Adds what remains of a photo after pooling: over the places of a map [channels, height, width], or over the
     * tokens of [tokens, channels].
     *
     * @param part of the sums that receives, of {@link #pooledSize} values */
    void addPooled(int photo, Pooling pooling, FloatBuffer part) {
        long[] sizes = photoShape();
        int start = photo * (int) product(sizes);
        if (pooling == Pooling.NONE || sizes.length < 2) {
            for (int i = 0; i < part.limit(); i++) {
                part.put(i, part.get(i) + values.get(start + i));
            }
            return;
        }
        int channels = channels(sizes);
        int places = (int) product(sizes) / channels;
        boolean channelsLast = sizes.length == 2;
        for (int channel = 0; channel < channels; channel++) {
            int first = start + (channelsLast ? channel : channel * places);
            float pooled = pooling.of(values, first, channelsLast ? channels : 1, places);
            part.put(channel, part.get(channel) + pooled);
        }
    }

    private static int channels(long[] photo) {
        return (int) (photo.length == 2 ? photo[1] : photo[0]);
    }

    private static long product(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            product *= size;
        }
        return product;
    }
}
