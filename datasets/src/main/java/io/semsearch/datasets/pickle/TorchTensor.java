package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import java.util.Arrays;

/** A torch tensor: a view of a storage, its element [i, j, ...] at offset + i * strides[0] + j * strides[1] + ... */
final class TorchTensor implements Tensor {

    private final TorchStorage storage;
    private final int offset;
    private final int[] shape;
    private final int[] strides;
    private final String file;

    /** @param offset  in values, not bytes
     * @param strides as many as the shape has dimensions; every element must lie in the storage
     * @param file    the file, as messages name it */
    TorchTensor(TorchStorage storage, int offset, int[] shape, int[] strides, String file) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.file = file;
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] values() throws DataFileException {
        if (storage.type().features().isEmpty()) {
            throw new DataFileException(file + ": " + TorchStorageType.notFeatures(storage.type().toString()));
        }
        float[] all = storage.values();
        if (all == null) {
            throw new DataFileException(file
                    + ": the values of a tensor are missing: the file is damaged or truncated; fetch or copy it again");
        }
        int count = count();
        if (count == 0) {
            return new float[0];
        }
        if (isContiguous() && count == all.length) {
            return all;
        }
        return isContiguous() ? Arrays.copyOfRange(all, offset, offset + count) : gather(all, count);
    }

    private int count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    private boolean isContiguous() {
        int expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] != 1 && strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
        return true;
    }

    private float[] gather(float[] all, int count) {
        float[] values = new float[count];
        int[] index = new int[shape.length];
        int position = offset;
        for (int i = 0; i < count; i++) {
            values[i] = all[position];
            // the next element in row-major order: the last axis that has one moves on, those after it start again
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                position += strides[axis];
                index[axis]++;
                if (index[axis] < shape[axis]) {
                    break;
                }
                position -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return values;
    }
}
