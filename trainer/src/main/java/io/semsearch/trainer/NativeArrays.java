package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves values between Java's arrays and ND4J's native ones, on any device, with one copy.
 *
 * <p>On the processor that copy is one of whole memory: ND4J's own methods visit each value, and take thirty times as
 * long. */
final class NativeArrays {

    private NativeArrays() {}

    static INDArray of(FloatMatrix matrix) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, matrix.rows(), matrix.columns());
        write(array, matrix.values());
        return array;
    }

    /** Copies an array that is whole and row-major. */
    static FloatMatrix toMatrix(INDArray array) {
        FloatMatrix matrix = FloatMatrix.zeros(array.rows(), array.columns());
        read(array, matrix.values());
        return matrix;
    }

    /** Fills a whole, row-major array of floats. */
    static void write(INDArray array, float[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new FloatPointer(array.data().addressPointer()).put(values);
        } else {
            array.data().setData(values);
        }
    }

    /** Fills a whole array of ints. */
    static void write(INDArray array, int[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new IntPointer(array.data().addressPointer()).put(values);
        } else {
            array.data().setData(values);
        }
    }

    /** Copies all values of a whole, row-major array of floats. */
    static void read(INDArray array, float[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new FloatPointer(array.data().addressPointer()).get(values);
        } else {
            System.arraycopy(array.data().asFloat(), 0, values, 0, values.length);
        }
    }

    static boolean isOnProcessor() {
        return Nd4j.getEnvironment().isCPU();
    }

    private static void requireWhole(INDArray array, int length) {
        if (array.isView() || array.ordering() != 'c' || array.length() != length) {
            throw new IllegalArgumentException("expected a whole, row-major array of " + length + " values");
        }
    }
}
