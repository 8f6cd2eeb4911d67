package io.semsearch.datasets.features;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsFile.Tensor;
import io.semsearch.artifact.TensorType;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.FloatType;
import io.semsearch.datasets.HeapBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Reads safetensors: {@code features} [images, d] with {@code ids} I64 [images], or a tensor [d] or [1, d] for each
 * image, named by its id. The metadata may name the encoder, by the keys of {@link EncoderId}. */
final class SafetensorsFeaturesReader {

    private static final int HEADER_OFFSET = 8;

    private SafetensorsFeaturesReader() {}

    /** True if a stream begins as such a file does: the header's length, then its JSON. */
    static boolean isAt(DataStream in) throws IOException {
        byte[] start = in.peek(HEADER_OFFSET + 1);
        return start.length == HEADER_OFFSET + 1 && start[HEADER_OFFSET] == '{' && start[6] == 0 && start[7] == 0;
    }

    static ImageFeatures read(Path path, HeapBudget budget) throws IOException {
        try {
            SafetensorsFile file = SafetensorsFile.open(path);
            ImageFeatures features = file.names().contains("features")
                    ? readMatrix(file, budget)
                    : readVectors(file, budget);
            return features.withEncoder(encoder(file, features.featureDimension(), budget));
        } catch (ModelFileException e) {
            throw new DataFileException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EncoderId encoder(SafetensorsFile file, int dimension, HeapBudget budget) throws DataFileException {
        try {
            return EncoderId.of(file.metadata(), dimension);
        } catch (IllegalArgumentException e) {
            throw new DataFileException(budget.file() + ": its metadata names no valid encoder: " + e.getMessage(), e);
        }
    }

    private static ImageFeatures readMatrix(SafetensorsFile file, HeapBudget budget) throws IOException {
        if (!file.names().equals(Set.of("features", "ids"))) {
            throw failure(budget, "expected two tensors, 'features' and 'ids', found " + file.names());
        }
        Tensor tensor = file.tensor("features");
        if (tensor.shape().length != 2) {
            throw failure(budget, "expected 'features' of shape (images, d), found " + Arrays.toString(tensor.shape()));
        }
        long[] ids = ids(file.tensor("ids"), budget);
        if (ids.length != tensor.shape()[0]) {
            throw failure(budget, "'features' has " + tensor.shape()[0] + " rows, 'ids' has " + ids.length
                    + ": they do not belong together");
        }
        FloatType type = floatType(tensor, "features", budget);
        int dimension = (int) tensor.shape()[1];
        FeatureRows rows = new FeatureRows(budget);
        int rowBytes = dimension * type.bytes();
        for (int row = 0; row < ids.length; row++) {
            int start = row * rowBytes;
            rows.add(ids[row], () -> decode(tensor.data().slice(start, rowBytes), type));
        }
        return rows.build();
    }

    private static long[] ids(Tensor tensor, HeapBudget budget) throws DataFileException {
        boolean isLong = tensor.type() == TensorType.I64;
        if (tensor.shape().length != 1 || (!isLong && tensor.type() != TensorType.I32)) {
            throw failure(budget, "expected 'ids' of type I64 or I32 and shape (images,), found " + tensor.type()
                    + " and " + Arrays.toString(tensor.shape()) + ": " + ImageIdsReader.REMEDY);
        }
        ByteBuffer data = tensor.data();
        long[] ids = new long[data.capacity() / tensor.type().bytes()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = isLong ? data.getLong() : data.getInt();
        }
        return ids;
    }

    private static ImageFeatures readVectors(SafetensorsFile file, HeapBudget budget) throws IOException {
        FeatureRows rows = new FeatureRows(budget);
        for (String name : file.names()) {
            long imageId = imageId(name, budget);
            Tensor tensor = file.tensor(name);
            long[] shape = tensor.shape();
            if (shape.length < 1 || shape.length > 2 || (shape.length == 2 && shape[0] != 1)) {
                throw failure(budget, "tensor '" + name + "': expected shape (d,) or (1, d), found "
                        + Arrays.toString(shape));
            }
            FloatType type = floatType(tensor, name, budget);
            rows.add(imageId, () -> decode(tensor.data(), type));
        }
        return rows.build();
    }

    private static float[] decode(ByteBuffer data, FloatType type) {
        return type.decode(data.order(ByteOrder.LITTLE_ENDIAN));
    }

    private static FloatType floatType(Tensor tensor, String name, HeapBudget budget) throws DataFileException {
        return switch (tensor.type()) {
            case F64 -> FloatType.FLOAT64;
            case F32 -> FloatType.FLOAT32;
            case F16 -> FloatType.FLOAT16;
            case BF16 -> FloatType.BFLOAT16;
            case I64, I32, I16, I8, U8, BOOL -> throw failure(budget, "tensor '" + name
                    + "': expected floating-point values, found " + tensor.type());
        };
    }

    private static long imageId(String name, HeapBudget budget) throws DataFileException {
        try {
            return Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw new DataFileException(budget.file() + ": expected the tensors 'features' and 'ids', or one for each"
                    + " image, named by its id; found a tensor '" + name + "': " + FeatureKeys.remedy(name), e);
        }
    }

    private static DataFileException failure(HeapBudget budget, String message) {
        return new DataFileException(budget.file() + ": " + message);
    }
}
