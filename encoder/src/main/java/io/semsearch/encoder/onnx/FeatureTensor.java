package io.semsearch.encoder.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.semsearch.dataset.DataFileException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The tensor of a network that describes a photo best for search.
 *
 * <p>An output whose name says so is taken as it is. Otherwise the way goes back from the first output over softmax,
 * reshape and the like to the last layer with weights, the classifier: a Gemm, a MatMul, or a 1x1 convolution before
 * the pooling. What goes into it are the features. Two networks look alike here: one that pools the classes of a 1x1
 * convolution (SqueezeNet), and one without classifier that pools its features. It is taken for the first if a softmax
 * follows or the number of channels is one of the usual numbers of classes.
 *
 * @param tensor its name
 * @param reason why this one, for people */
public record FeatureTensor(String tensor, String reason) {

    private static final Pattern NAME = Pattern.compile("feature|embed|pooler");

    /** Operators that keep the order of what a classifier says. */
    private static final Set<String> PASSED = Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast",
            "Dropout", "Transpose", "DequantizeLinear", "QuantizeLinear");
    private static final Set<String> SOFTMAX = Set.of("Softmax", "LogSoftmax", "Sigmoid");
    private static final Set<String> POOLING = Set.of("GlobalAveragePool", "AveragePool", "ReduceMean",
            "GlobalMaxPool");
    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip", "LeakyRelu");
    /** ImageNet with and without a background class, its 21k forms, Places, CIFAR. */
    private static final Set<Long> CLASSES = Set.of(1000L, 1001L, 21_841L, 21_843L, 365L, 100L, 10L);

    /** Finds it.
     *
     * @throws DataFileException if the network has no output that depends on the photo */
    public static FeatureTensor of(OnnxNetwork network) throws DataFileException {
        List<String> outputs = network.outputs();
        if (outputs.isEmpty()) {
            throw new DataFileException(network.name() + ": none of its outputs depends on the photo");
        }
        for (String output : outputs) {
            if (NAME.matcher(output.toLowerCase(Locale.ROOT)).find()) {
                return new FeatureTensor(output, "the output is named so");
            }
        }
        return new Walk(network).from(outputs.getFirst());
    }

    /** The way back from an output. */
    private static final class Walk {

        private final OnnxNetwork network;
        private boolean softmax;
        private boolean pooled;

        Walk(OnnxNetwork network) {
            this.network = network;
        }

        FeatureTensor from(String output) {
            String tensor = output;
            while (true) {
                NodeProto node = network.producer(tensor);
                if (node == null) {
                    break;
                }
                String operator = node.getOpType();
                String before = photoInput(node);
                if (isClassifier(node)) {
                    return new FeatureTensor(passed(before), "the input of the last layer, " + operator + " '"
                            + (node.getName().isEmpty() ? tensor : node.getName()) + "'");
                }
                softmax |= SOFTMAX.contains(operator);
                pooled |= POOLING.contains(operator);
                boolean activationAfterConvolution = pooled && ACTIVATIONS.contains(operator);
                if (!SOFTMAX.contains(operator) && !POOLING.contains(operator) && !PASSED.contains(operator)
                        && !activationAfterConvolution && !isBias(node)) {
                    break;
                }
                tensor = before;
            }
            return new FeatureTensor(output, "there is no classifier");
        }

        /** The input that depends on the photo: the first such one. */
        private String photoInput(NodeProto node) {
            return node.getInputList().stream().filter(network::dependsOnPhoto).findFirst().orElse("");
        }

        private boolean isBias(NodeProto node) {
            return node.getOpType().equals("Add")
                    && node.getInputList().stream().filter(network::dependsOnPhoto).count() == 1;
        }

        private boolean isClassifier(NodeProto node) {
            boolean oneInput = node.getInputList().stream().filter(network::dependsOnPhoto).count() == 1;
            return switch (node.getOpType()) {
                case "Gemm", "MatMul" -> oneInput;
                case "Conv" -> oneInput && hasKernelOfOne(node) && (!pooled || softmax || givesClasses(node));
                default -> false;
            };
        }

        private boolean givesClasses(NodeProto convolution) {
            List<Long> sizes = network.weightSizes(convolution.getInput(1));
            return !sizes.isEmpty() && CLASSES.contains(sizes.getFirst());
        }

        private static boolean hasKernelOfOne(NodeProto convolution) {
            return convolution.getAttributeList().stream()
                    .anyMatch(attribute -> attribute.getName().equals("kernel_shape")
                            && attribute.getIntsList().stream().allMatch(size -> size == 1));
        }

        /** What drop-out and identity pass on unchanged. */
        private String passed(String tensor) {
            String found = tensor;
            while (Set.of("Dropout", "Identity").contains(network.operator(found))) {
                String before = photoInput(Objects.requireNonNull(network.producer(found)));
                if (!network.dependsOnPhoto(before)) {
                    return found;
                }
                found = before;
            }
            return found;
        }
    }
}
