package io.semsearch.encoder.resnet;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** An ONNX graph that grows node by node. A node and its output have one name. */
final class GraphBuilder {

    /** These versions know every operator used here in its present form. */
    private static final long IR_VERSION = 7;
    private static final long OPERATORS_VERSION = 13;

    private final GraphProto.Builder graph;

    GraphBuilder(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** Declares an input of any number of photos of any size, [photos, 3, height, width]. */
    void photos(String name) {
        TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(dimension("photos"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(3)).addDim(dimension("height"))
                .addDim(dimension("width")).build();
        graph.addInput(tensor(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))));
    }

    private static TensorShapeProto.Dimension dimension(String name) {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }

    private static ValueInfoProto.Builder tensor(String name) {
        return ValueInfoProto.newBuilder().setName(name);
    }

    /** Adds a weight.
     *
     * @return its name */
    String weight(String name, NetworkWeights.Weight weight) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(weight.values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weight.values);
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(Arrays.stream(weight.shape).asLongStream().boxed().toList())
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    /** Adds a node.
     *
     * @return the name of its output */
    String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(inputs).addOutput(name)
                .addAllAttribute(List.of(attributes)));
        return name;
    }

    static AttributeProto integers(String name, long... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList()).build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value)
                .build();
    }

    /** The file of the graph with one output. */
    byte[] bytes(String output) {
        graph.addOutput(tensor(output).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("semsearch")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS_VERSION)).setGraph(graph).build()
                .toByteArray();
    }
}
