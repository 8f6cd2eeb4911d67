package io.semsearch.encoder.resnet;

import static io.semsearch.encoder.resnet.GraphBuilder.integer;
import static io.semsearch.encoder.resnet.GraphBuilder.integers;
import static io.semsearch.encoder.resnet.GraphBuilder.number;

import io.semsearch.dataset.DataFileException;
import java.util.List;

/** A residual network (He et al. 2015) as torchvision defines it, as an ONNX graph: ResNet-18, 34, 50 and those that
 * differ in the number of blocks or channels only.
 *
 * <p>A convolution of 7x7 and a maximum; four stages of blocks, each but the first halving height and width in its
 * first block; the mean of the last map, which are the features; a linear classifier. A block adds its input to two
 * convolutions of 3x3, or to one of 1x1, 3x3 and 1x1, whose stride is at 3x3. The weights say which block it is, and
 * how many each stage has. */
public final class ResnetGraph {

    private static final String INPUT = "input";
    private static final int STAGES = 4;
    /** Added to a variance before the root is taken. */
    private static final float EPSILON = 1e-5f;

    private final NetworkWeights weights;
    private final GraphBuilder graph = new GraphBuilder("resnet");

    private ResnetGraph(NetworkWeights weights) {
        this.weights = weights;
    }

    /** A map of the network.
     *
     * @param tensor   its name
     * @param channels of it */
    private record FeatureMap(String tensor, int channels) {}

    /** Writes the graph.
     *
     * @param weights all of the network, as torchvision names them; {@code num_batches_tracked} left out
     * @return the bytes of an ONNX file: from {@code input}, photos of any size, over {@code features} to
     *         {@code classes}
     * @throws DataFileException if they are of another network */
    public static byte[] write(NetworkWeights weights) throws DataFileException {
        return new ResnetGraph(weights).write();
    }

    private byte[] write() throws DataFileException {
        graph.photos(INPUT);
        FeatureMap map = relu("relu", convolution("conv1", "bn1", new FeatureMap(INPUT, 3), 2));
        map = new FeatureMap(graph.node("MaxPool", "maxpool", List.of(map.tensor), integers("kernel_shape", 3, 3),
                integers("strides", 2, 2), integers("pads", 1, 1, 1, 1)), map.channels);
        for (int stage = 1; stage <= STAGES; stage++) {
            int block = 0;
            do {
                map = block("layer" + stage + "." + block + ".", map, stage > 1 && block == 0 ? 2 : 1);
                block++;
            } while (weights.has("layer" + stage + "." + block + ".conv1.weight"));
        }
        String pooled = graph.node("GlobalAveragePool", "avgpool", List.of(map.tensor));
        String features = graph.node("Flatten", "flatten", List.of(pooled), integer("axis", 1));
        String output = classifier(features, map.channels);
        weights.requireAllTaken();
        return graph.bytes(output);
    }

    private FeatureMap block(String name, FeatureMap input, int stride) throws DataFileException {
        boolean isBottleneck = weights.has(name + "conv3.weight");
        FeatureMap map = convolution(name + "conv1", name + "bn1", input, isBottleneck ? 1 : stride);
        map = relu(name + "relu1", map);
        map = convolution(name + "conv2", name + "bn2", map, isBottleneck ? stride : 1);
        if (isBottleneck) {
            map = convolution(name + "conv3", name + "bn3", relu(name + "relu2", map), 1);
        }
        FeatureMap shortcut = weights.has(name + "downsample.0.weight")
                ? convolution(name + "downsample.0", name + "downsample.1", input, stride)
                : input;
        if (shortcut.channels != map.channels) {
            throw new DataFileException(weights.file() + ": the block '" + name + "' adds " + shortcut.channels + " to "
                    + map.channels + " channels: it is damaged, or not a ResNet of torchvision");
        }
        return relu(name + "relu", new FeatureMap(
                graph.node("Add", name + "add", List.of(map.tensor, shortcut.tensor)), map.channels));
    }

    private FeatureMap relu(String name, FeatureMap map) {
        return new FeatureMap(graph.node("Relu", name, List.of(map.tensor)), map.channels);
    }

    /** A convolution without bias that keeps height and width but for its stride, and the batch normalization after it,
     * which ONNX Runtime folds into it. */
    private FeatureMap convolution(String name, String norm, FeatureMap input, int stride) throws DataFileException {
        NetworkWeights.Weight kernel = weights.take(name + ".weight", 0, input.channels, 0, 0);
        int channels = kernel.shape[0];
        int height = kernel.shape[2];
        int width = kernel.shape[3];
        String map = graph.node("Conv", name, List.of(input.tensor, graph.weight(name + ".weight", kernel)),
                integers("kernel_shape", height, width), integers("strides", stride, stride),
                integers("pads", height / 2, width / 2, height / 2, width / 2));
        List<String> inputs = List.of(map, vector(norm + ".weight", channels), vector(norm + ".bias", channels),
                vector(norm + ".running_mean", channels), vector(norm + ".running_var", channels));
        return new FeatureMap(graph.node("BatchNormalization", norm, inputs, number("epsilon", EPSILON)), channels);
    }

    private String vector(String name, int length) throws DataFileException {
        return graph.weight(name, weights.take(name, length));
    }

    private String classifier(String features, int channels) throws DataFileException {
        NetworkWeights.Weight matrix = weights.take("fc.weight", 0, channels);
        return graph.node("Gemm", "fc", List.of(features, graph.weight("fc.weight", matrix),
                vector("fc.bias", matrix.shape[0])), integer("transB", 1));
    }
}
