package io.semsearch.encoder.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Optional;

/** Where a network takes its photos, as it declares it.
 *
 * @param tensor       name of the input
 * @param batch        number of photos it takes at once; 0 for any
 * @param height       of a photo in pixels; 0 for any
 * @param width        of a photo in pixels; 0 for any
 * @param channelsLast true for the shape [photos, height, width, 3], false for [photos, 3, height, width] */
public record NetworkInput(String tensor, int batch, int height, int width, boolean channelsLast) {

    /** Larger photos and batches are not what a network for images declares. */
    private static final long MOST = 1 << 14;

    /** @return empty if this input does not take photos */
    static Optional<NetworkInput> of(ValueInfoProto declared) {
        TypeProto.Tensor type = declared.getType().getTensorType();
        TensorShapeProto shape = type.getShape();
        if (type.getElemType() != TensorProto.DataType.FLOAT_VALUE || shape.getDimCount() != 4) {
            return Optional.empty();
        }
        boolean channelsLast = size(shape, 3) == 3 && size(shape, 1) != 3;
        int channels = size(shape, channelsLast ? 3 : 1);
        if (channels != 3 && channels != 0) {
            return Optional.empty();
        }
        int height = channelsLast ? 1 : 2;
        return Optional.of(new NetworkInput(declared.getName(), size(shape, 0), size(shape, height),
                size(shape, height + 1), channelsLast));
    }

    private static int size(TensorShapeProto shape, int dimension) {
        long size = shape.getDim(dimension).getDimValue();
        return size < 0 || size > MOST ? 0 : (int) size;
    }
}
