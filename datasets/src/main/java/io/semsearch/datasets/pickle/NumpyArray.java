package io.semsearch.datasets.pickle;

/** A numpy array; empty until its state has come. */
final class NumpyArray implements Tensor {

    private int[] shape = {0};
    private float[] values = {};

    void fill(int[] newShape, float[] newValues) {
        shape = newShape;
        values = newValues;
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] values() {
        return values;
    }
}
