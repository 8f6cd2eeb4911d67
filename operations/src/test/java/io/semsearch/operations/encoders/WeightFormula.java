package io.semsearch.operations.encoders;

import io.semsearch.encoder.resnet.NetworkWeights;
import java.io.IOException;
import java.util.Arrays;

/** Weights of ResNets of the published sizes, by the formula of make_resnets.py: they are too large to be kept. */
final class WeightFormula {

    private final NetworkWeights weights = new NetworkWeights("formula");
    private long start;
    private int channels = 64;

    private WeightFormula() {}

    /** @param blocks of each stage */
    static NetworkWeights resnet(boolean bottleneck, int... blocks) throws IOException {
        WeightFormula formula = new WeightFormula();
        formula.convolution("conv1", "bn1", 3, 64, 7);
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                formula.block("layer" + (stage + 1) + "." + block + ".", bottleneck, 64 << stage, block == 0);
            }
        }
        formula.add("fc.weight", 1000, formula.channels);
        formula.add("fc.bias", 1000);
        return formula.weights;
    }

    private void block(String name, boolean bottleneck, int width, boolean isFirst) throws IOException {
        int input = channels;
        convolution(name + "conv1", name + "bn1", input, width, bottleneck ? 1 : 3);
        convolution(name + "conv2", name + "bn2", width, width, 3);
        channels = bottleneck ? 4 * width : width;
        if (bottleneck) {
            convolution(name + "conv3", name + "bn3", width, channels, 1);
        }
        if (isFirst && input != channels) {
            convolution(name + "downsample.0", name + "downsample.1", input, channels, 1);
        }
    }

    private void convolution(String name, String norm, int from, int to, int kernel) throws IOException {
        add(name + ".weight", to, from, kernel, kernel);
        add(norm + ".weight", to);
        add(norm + ".bias", to);
        add(norm + ".running_mean", to);
        add(norm + ".running_var", to);
    }

    private void add(String name, int... shape) throws IOException {
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[count];
        int inputs = count / shape[0];
        float scale = (float) Math.sqrt(3.0 / inputs);
        for (int i = 0; i < count; i++) {
            float u = uniform(start + i);
            values[i] = shape.length > 1 ? u * scale : vector(name, u);
        }
        start += count;
        weights.add(name, shape, values);
    }

    private static float vector(String name, float u) {
        if (name.endsWith("running_var")) {
            return 1 + 0.5f * u;
        }
        return name.endsWith("weight") ? 1 + 0.25f * u : 0.25f * u;
    }

    /** A number in [-1, 1) that depends on its position only. */
    private static float uniform(long position) {
        long x = (position * 2_654_435_761L) & 0xFFFF_FFFFL;
        x ^= x >>> 15;
        x = (x * 2_246_822_519L) & 0xFFFF_FFFFL;
        x ^= x >>> 13;
        return (float) (x / 2_147_483_648.0 - 1);
    }
}
