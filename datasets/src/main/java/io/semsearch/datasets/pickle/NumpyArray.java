package io.semsearch.datasets.pickle;

import io.semsearch.dataset.DataFileException;
import java.util.Optional;

/** A numpy array; empty until its state has come. */
final class NumpyArray implements Tensor {

    private int[] shape = {0};
    private float[] values = {};
    private Optional<String> problem = Optional.empty();

    void fill(int[] newShape, float[] newValues) {
        shape = newShape;
        values = newValues;
    }

    /** Keeps no values.
     *
     * @param why they cannot be features */
    void leaveOut(int[] newShape, String why) {
        shape = newShape;
        problem = Optional.of(why);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] values() throws DataFileException {
        if (problem.isPresent()) {
            throw new DataFileException(problem.get());
        }
        return values;
    }
}
