package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves matrices between Java's arrays and ND4J's native ones, on any device, with one copy. */
final class NativeArrays {

    private NativeArrays() {}

    static INDArray of(FloatMatrix matrix) {
        return Nd4j.create(matrix.values(), new long[]{matrix.rows(), matrix.columns()}, 'c');
    }

    /** Copies an array that is whole and row-major. */
    static FloatMatrix toMatrix(INDArray array) {
        if (array.isView() || array.ordering() != 'c') {
            throw new IllegalArgumentException("expected a whole, row-major array");
        }
        return FloatMatrix.wrap(array.rows(), array.columns(), array.data().asFloat());
    }
}
