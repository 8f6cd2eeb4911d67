package io.semsearch.encoder.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Networks of a few nodes for squares of 8 pixels. */
public final class TinyNetworks {

    public static final int SIZE = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final Random random = new Random(5);

    private TinyNetworks(long batch, long... sizes) {
        input("data", batch, sizes);
    }

    /** conv - relu - conv - relu - pool - flatten - [N, 6] - Gemm - softmax: a classifier as PyTorch writes it.
     *
     * @param batch photos at once; 0 for any */
    public static byte[] classifier(long batch) {
        TinyNetworks tiny = new TinyNetworks(batch, 3, SIZE, SIZE).body("GlobalAveragePool");
        tiny.node("Flatten", "flat", "pooled");
        tiny.weight("fc.weight", 6, 5);
        tiny.node("Gemm", "logits", "flat", "fc.weight");
        tiny.node("Softmax", "probabilities", "logits");
        return tiny.bytes("probabilities");
    }

    /** A classifier that pools the classes of a 1x1 convolution, as SqueezeNet does. */
    static byte[] convolutionalClassifier(int classes, boolean softmax) {
        TinyNetworks tiny = new TinyNetworks(0, 3, SIZE, SIZE).body("Identity");
        tiny.weight("classes", classes, 6, 1, 1);
        tiny.convolution("scores", "pooled", "classes", 1, 1);
        tiny.node("Relu", "positive", "scores");
        tiny.node("GlobalAveragePool", "mean", "positive");
        tiny.node("Flatten", "logits", "mean");
        if (softmax) {
            tiny.node("Softmax", "probabilities", "logits");
        }
        return tiny.bytes(softmax ? "probabilities" : "logits");
    }

    /** A network whose last layer is a MatMul and an Add, behind drop-out. */
    static byte[] matMulClassifier() {
        TinyNetworks tiny = new TinyNetworks(0, 3, SIZE, SIZE).body("GlobalAveragePool");
        tiny.node("Flatten", "flat", "pooled");
        tiny.node("Dropout", "dropped", "flat");
        tiny.weight("fc.weight", 6, 5);
        tiny.weight("fc.bias", 5);
        tiny.node("MatMul", "product", "dropped", "fc.weight");
        tiny.node("Add", "logits", "product", "fc.bias");
        return tiny.bytes("logits");
    }

    /** An image tower beside a text tower: CLIP's form. */
    static byte[] twoTowers() {
        TinyNetworks tiny = new TinyNetworks(0, 3, SIZE, SIZE).body("GlobalAveragePool");
        tiny.node("Flatten", "image_embeds", "pooled");
        tiny.input("tokens", 0, 4);
        tiny.weight("words", 4, 6);
        tiny.node("MatMul", "text_embeds", "tokens", "words");
        tiny.node("Add", "similarity", "image_embeds", "text_embeds");
        return tiny.bytes("similarity", "image_embeds");
    }

    /** Takes [N, height, width, 3], and gives the mean colour. */
    static byte[] channelsLast() {
        TinyNetworks tiny = new TinyNetworks(0, SIZE, SIZE, 3);
        tiny.graph.addNode(NodeProto.newBuilder().setOpType("ReduceMean").addInput("data").addOutput("features")
                .addAttribute(ints("axes", 1, 2)).addAttribute(AttributeProto.newBuilder().setName("keepdims")
                        .setType(AttributeProto.AttributeType.INT).setI(0)));
        return tiny.bytes("features");
    }

    /** A batch of one is built into a reshape. */
    static byte[] batchOfOne() {
        TinyNetworks tiny = new TinyNetworks(1, 3, SIZE, SIZE).body("GlobalAveragePool");
        tiny.graph.addInitializer(TensorProto.newBuilder().setName("shape").addDims(2)
                .setDataType(TensorProto.DataType.INT64_VALUE).addInt64Data(1).addInt64Data(-1));
        tiny.node("Reshape", "features", "pooled", "shape");
        return tiny.bytes("features");
    }

    /** A weight in another file. */
    static byte[] withExternalWeight(String location) {
        TinyNetworks tiny = new TinyNetworks(0, 3, SIZE, SIZE).body("GlobalAveragePool");
        tiny.node("Flatten", "flat", "pooled");
        tiny.graph.addInitializer(TensorProto.newBuilder().setName("scale").addDims(6)
                .setDataType(TensorProto.DataType.FLOAT_VALUE).setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location)).addExternalData(entry("offset", "4"))
                .addExternalData(entry("length", "24")));
        tiny.node("Mul", "features", "flat", "scale");
        return tiny.bytes("features");
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /** Two convolutions, [N, 4, 8, 8] and [N, 6, 4, 4]. */
    private TinyNetworks body(String pooling) {
        weight("first", 4, 3, 3, 3);
        weight("second", 6, 4, 3, 3);
        convolution("conv1", "data", "first", 3, 1);
        node("Relu", "relu1", "conv1");
        convolution("conv2", "relu1", "second", 3, 2);
        node("Relu", "relu2", "conv2");
        node(pooling, "pooled", "relu2");
        return this;
    }

    private void input(String name, long batch, long... sizes) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
        if (batch == 0) {
            tensor.getShapeBuilder().addDimBuilder().setDimParam("N");
        } else {
            tensor.getShapeBuilder().addDimBuilder().setDimValue(batch);
        }
        for (long size : sizes) {
            tensor.getShapeBuilder().addDimBuilder().setDimValue(size);
        }
        graph.addInput(ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)));
    }

    private void weight(String name, long... sizes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE);
        long count = 1;
        for (long size : sizes) {
            tensor.addDims(size);
            count *= size;
        }
        for (long i = 0; i < count; i++) {
            tensor.addFloatData((float) random.nextGaussian() / 3);
        }
        graph.addInitializer(tensor);
    }

    private void node(String operator, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(output + "_node")
                .addAllInput(List.of(inputs)).addOutput(output));
    }

    private void convolution(String output, String input, String weight, long kernel, long stride) {
        graph.addNode(NodeProto.newBuilder().setOpType("Conv").setName(output + "_node").addInput(input)
                .addInput(weight).addOutput(output).addAttribute(ints("kernel_shape", kernel, kernel))
                .addAttribute(ints("strides", stride, stride))
                .addAttribute(ints("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2)));
    }

    private static AttributeProto ints(String name, long... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList()).build();
    }

    private byte[] bytes(String... outputs) {
        for (String output : outputs) {
            graph.addOutput(ValueInfoProto.newBuilder().setName(output).setType(TypeProto.newBuilder().setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        }
        return ModelProto.newBuilder().setIrVersion(6).setProducerName("semsearch")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(11)).setGraph(graph).build().toByteArray();
    }
}
