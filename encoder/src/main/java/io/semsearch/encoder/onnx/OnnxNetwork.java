package io.semsearch.encoder.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A neural network for images in the ONNX format, as a graph of tensors.
 *
 * <p>ONNX Runtime returns only the tensors that a network declares as its outputs; {@link #withOutputs} declares
 * others, and leaves out what they do not need: a classifier's last layer, the text side of a two-tower network. All
 * its weights are in memory; those in files of their own are read if they lie in the network's folder. Immutable. */
public final class OnnxNetwork {

    /** Larger files are refused: protobuf ends at 2 GiB, and the network is in memory twice while it is changed. */
    static final long MAX_BYTES = 1L << 30;

    /** How much of Java's memory the bytes of a network may take. */
    private static final int MEMORY_SHARE = 4;

    /** The first version that allows weights which are not also declared as inputs. */
    private static final int IR_VERSION_OF_CONSTANT_WEIGHTS = 4;

    private final String name;
    private final ModelProto model;
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Set<String> constants;
    private final NetworkInput input;
    private final Set<String> dependents;

    private OnnxNetwork(String name, ModelProto model, Optional<String> inputName) throws DataFileException {
        this.name = name;
        this.model = model;
        for (NodeProto node : model.getGraph().getNodeList()) {
            node.getOutputList().forEach(output -> producers.put(output, node));
        }
        this.constants = model.getGraph().getInitializerList().stream().map(TensorProto::getName)
                .collect(Collectors.toSet());
        this.input = findInput(inputName);
        this.dependents = dependentsOf(input.tensor());
    }

    /** Reads a network.
     *
     * @param input the tensor that takes the photos; empty if there is only one input for images
     * @throws DataFileException if it is not a network, too large, or takes no photos
     * @throws IOException       if it cannot be read */
    public static OnnxNetwork read(Path file, Optional<String> input) throws IOException {
        requireMemory(Files.size(file), file.toString());
        ModelProto model = parse(Files.readAllBytes(file), file.toString());
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        return new OnnxNetwork(file.toString(), new ExternalData(file.toString(), folder).readInto(model), input);
    }

    /** Reads a network from memory.
     *
     * @param name for messages
     * @throws DataFileException as {@link #read} */
    public static OnnxNetwork parse(byte[] bytes, String name, Optional<String> input) throws IOException {
        return new OnnxNetwork(name, new ExternalData(name, null).readInto(parse(bytes, name)), input);
    }

    private static ModelProto parse(byte[] bytes, String name) throws DataFileException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new DataFileException(name + ": expected an ONNX network, found a file that is none, or a damaged "
                    + "one (" + e.getMessage() + "): export it again", e);
        }
        if (model.getGraph().getNodeCount() == 0) {
            throw new DataFileException(name + ": expected an ONNX network, found none in its " + bytes.length
                    + " bytes: Git LFS stores a short text in place of a file that was not fetched");
        }
        return model;
    }

    static void requireMemory(long bytes, String name) throws DataFileException {
        long most = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
        if (bytes > most) {
            throw new DataFileException(name + ": a network of " + bytes + " bytes, more than the " + most
                    + " that fit into memory" + (bytes > MAX_BYTES ? "" : ": SEMSEARCH_JAVA_OPTS=-Xmx8g gives more"));
        }
    }

    /** The file's name, for messages. */
    String name() {
        return name;
    }

    /** The input that takes the photos. */
    public NetworkInput input() {
        return input;
    }

    /** The tensors that the network declares as outputs and that depend on the photo. */
    public List<String> outputs() {
        return model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).filter(dependents::contains)
                .toList();
    }

    /** All tensors that depend on the photo, in the order in which they are computed. */
    public List<String> tensors() {
        return model.getGraph().getNodeList().stream().flatMap(node -> node.getOutputList().stream())
                .filter(dependents::contains).toList();
    }

    /** The type of the operator that computes a tensor: {@code Conv}; empty for inputs and weights. */
    String operator(String tensor) {
        NodeProto node = producers.get(tensor);
        return node == null ? "" : node.getOpType();
    }

    @Nullable NodeProto producer(String tensor) {
        return producers.get(tensor);
    }

    /** True if the values of this tensor depend on the photo. */
    boolean dependsOnPhoto(String tensor) {
        return dependents.contains(tensor);
    }

    /** The sizes of a weight.
     *
     * @return empty if it is none */
    List<Long> weightSizes(String tensor) {
        return model.getGraph().getInitializerList().stream().filter(weight -> weight.getName().equals(tensor))
                .findFirst().map(TensorProto::getDimsList).orElse(List.of());
    }

    /** This network with other outputs, and only with what they need.
     *
     * @param outputs   tensors of {@link #tensors()}, each once
     * @param openBatch true to accept any number of photos at once, also where the network declares a fixed one
     * @param openSize  true to accept photos of any size
     * @return the bytes of an ONNX file
     * @throws DataFileException if there is no such tensor */
    byte[] withOutputs(List<String> outputs, boolean openBatch, boolean openSize) throws DataFileException {
        for (String output : outputs) {
            if (!dependents.contains(output)) {
                throw new DataFileException(name + ": expected a tensor that depends on the photo, found none called '"
                        + output + "': 'semsearch encoder show' lists them");
            }
        }
        Set<NodeProto> nodes = new HashSet<>();
        Set<String> needed = needed(outputs, nodes);
        GraphProto graph = model.getGraph();
        GraphProto.Builder pruned = graph.toBuilder().clearNode().clearInput().clearOutput().clearValueInfo()
                .clearInitializer();
        graph.getNodeList().stream().filter(nodes::contains).forEach(pruned::addNode);
        graph.getInitializerList().stream().filter(weight -> needed.contains(weight.getName()))
                .forEach(pruned::addInitializer);
        pruned.addInput(opened(openBatch, openSize));
        outputs.forEach(output -> pruned.addOutput(ValueInfoProto.newBuilder().setName(output)));
        return model.toBuilder().setGraph(pruned)
                .setIrVersion(Math.max(model.getIrVersion(), IR_VERSION_OF_CONSTANT_WEIGHTS)).build().toByteArray();
    }

    private ValueInfoProto opened(boolean openBatch, boolean openSize) {
        ValueInfoProto.Builder declared = declaredInput(input.tensor()).toBuilder();
        TensorShapeProto.Builder shape = declared.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        if (openBatch) {
            shape.setDim(0, TensorShapeProto.Dimension.newBuilder().setDimParam("photos"));
        }
        if (openSize) {
            int height = input.channelsLast() ? 1 : 2;
            shape.setDim(height, TensorShapeProto.Dimension.newBuilder().setDimParam("height"));
            shape.setDim(height + 1, TensorShapeProto.Dimension.newBuilder().setDimParam("width"));
        }
        return declared.build();
    }

    private ValueInfoProto declaredInput(String tensor) {
        return model.getGraph().getInputList().stream().filter(each -> each.getName().equals(tensor)).findFirst()
                .orElseThrow();
    }

    private NetworkInput findInput(Optional<String> wanted) throws DataFileException {
        List<ValueInfoProto> inputs = model.getGraph().getInputList().stream()
                .filter(each -> !constants.contains(each.getName())).toList();
        List<NetworkInput> images = inputs.stream().filter(each -> wanted.isEmpty()
                || wanted.get().equals(each.getName())).flatMap(each -> NetworkInput.of(each).stream()).toList();
        if (images.size() != 1) {
            throw new DataFileException(name + ": expected one input for photos, of 32-bit floats in the shape "
                    + "[photos, 3, height, width] or [photos, height, width, 3], found " + (images.isEmpty()
                            ? "none among " + inputs.stream().map(ValueInfoProto::getName).toList()
                                    + (inputs.isEmpty() ? "" : ": export the network with one")
                            : images.stream().map(NetworkInput::tensor).toList() + ": choose with --input"));
        }
        return images.getFirst();
    }

    /** What is computed from a tensor, without it. Nodes are in the order of their computation. */
    private Set<String> dependentsOf(String tensor) {
        Set<String> found = new HashSet<>(Set.of(tensor));
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (inputs(node).anyMatch(found::contains)) {
                node.getOutputList().stream().filter(output -> !output.isEmpty()).forEach(found::add);
            }
        }
        found.remove(tensor);
        return found;
    }

    /** All tensors that some tensors are computed from.
     *
     * @param nodes receives what computes them */
    private Set<String> needed(List<String> tensors, Set<NodeProto> nodes) {
        Set<String> needed = new HashSet<>(tensors);
        Deque<String> open = new ArrayDeque<>(tensors);
        while (!open.isEmpty()) {
            NodeProto node = producers.get(open.pop());
            if (node != null && nodes.add(node)) {
                inputs(node).filter(needed::add).forEach(open::push);
            }
        }
        return needed;
    }

    /** The tensors that a node reads, also in the branches of a condition and the body of a loop. */
    private static Stream<String> inputs(NodeProto node) {
        Stream<GraphProto> inner = node.getAttributeList().stream().flatMap(
                attribute -> Stream.concat(attribute.hasG() ? Stream.of(attribute.getG()) : Stream.empty(),
                        attribute.getGraphsList().stream()));
        Stream<String> read = inner.flatMap(graph -> Stream.concat(
                graph.getNodeList().stream().flatMap(OnnxNetwork::inputs),
                graph.getOutputList().stream().map(ValueInfoProto::getName)));
        return Stream.concat(node.getInputList().stream(), read).filter(input -> !input.isEmpty());
    }
}
