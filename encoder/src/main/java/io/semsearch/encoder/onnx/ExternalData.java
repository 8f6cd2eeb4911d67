package io.semsearch.encoder.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Weights that lie in files beside a network: they are read into it. A network must not read any other file.
 *
 * @param name   of the network, for messages
 * @param folder of the network; null if it has none */
record ExternalData(String name, @Nullable Path folder) {

    private static final TensorProto.DataLocation EXTERNAL = TensorProto.DataLocation.EXTERNAL;

    /** The network with all its weights.
     *
     * @throws DataFileException if a weight lies outside the folder, or where it cannot be read */
    ModelProto readInto(ModelProto model) throws IOException {
        Stream<NodeProto> nodes = Stream.concat(model.getGraph().getNodeList().stream(),
                model.getFunctionsList().stream().flatMap(function -> function.getNodeList().stream()));
        if (nodes.anyMatch(ExternalData::hasExternal)) {
            throw new DataFileException(name + ": a constant of a node lies in another file, which is not supported: "
                    + "save the network as one file");
        }
        if (model.getGraph().getInitializerList().stream().noneMatch(ExternalData::isExternal)) {
            return model;
        }
        ModelProto.Builder complete = model.toBuilder();
        List<TensorProto.Builder> weights = complete.getGraphBuilder().getInitializerBuilderList();
        long bytes = 0;
        for (TensorProto.Builder weight : weights) {
            if (weight.getDataLocation() == EXTERNAL) {
                ByteString data = read(weight.getName(), weight.getExternalDataList(), bytes);
                bytes += data.size();
                weight.setRawData(data).clearExternalData().setDataLocation(TensorProto.DataLocation.DEFAULT);
            }
        }
        return complete.build();
    }

    private ByteString read(String weight, List<StringStringEntryProto> entries, long before) throws IOException {
        Map<String, String> place = entries.stream().collect(Collectors.toMap(StringStringEntryProto::getKey,
                StringStringEntryProto::getValue, (first, second) -> second));
        Path file = inside(weight, place.getOrDefault("location", ""));
        try (FileChannel channel = FileChannel.open(file)) {
            long offset = Long.parseLong(place.getOrDefault("offset", "0"));
            long length = Long.parseLong(place.getOrDefault("length", Long.toString(channel.size() - offset)));
            if (offset < 0 || length < 0 || offset > channel.size() - length) {
                throw new DataFileException(name + ": the weight '" + weight + "' lies at " + offset + " + " + length
                        + " in " + file + ", which has " + channel.size() + " bytes: fetch both files again");
            }
            OnnxNetwork.requireMemory(before + length, name);
            ByteBuffer data = ByteBuffer.allocate((int) length);
            int read = 0;
            while (data.hasRemaining() && read >= 0) {
                read = channel.read(data, offset + data.position());
            }
            return ByteString.copyFrom(data.flip());
        } catch (NumberFormatException e) {
            throw new DataFileException(name + ": the place of the weight '" + weight + "' is damaged: " + place, e);
        }
    }

    private Path inside(String weight, String location) throws IOException {
        if (folder != null && !location.isEmpty()) {
            Path real = folder.toRealPath();
            Path file = real.resolve(location).normalize();
            if (file.startsWith(real) && file.toRealPath().startsWith(real)) {
                return file;
            }
        }
        throw new DataFileException(name + ": the weight '" + weight + "' lies in '" + location
                + "', which is not in the network's folder: it is not read");
    }

    private static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == EXTERNAL;
    }

    private static boolean hasExternal(NodeProto node) {
        return node.getAttributeList().stream().anyMatch(ExternalData::hasExternal);
    }

    private static boolean hasExternal(AttributeProto attribute) {
        Stream<GraphProto> graphs = Stream.concat(Stream.of(attribute.getG()), attribute.getGraphsList().stream());
        return isExternal(attribute.getT()) || attribute.getTensorsList().stream().anyMatch(ExternalData::isExternal)
                || attribute.getSparseTensor().getValues().getDataLocation() == EXTERNAL
                || graphs.anyMatch(graph -> graph.getInitializerList().stream().anyMatch(ExternalData::isExternal)
                        || graph.getNodeList().stream().anyMatch(ExternalData::hasExternal));
    }
}
