package io.semsearch.trainer.backend;

import io.semsearch.vector.FloatMatrix;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies values between Java arrays and ND4J's native arrays, on any device.
 *
 * <p>On the processor a whole array is one memory copy. ND4J's own methods visit each value and take thirty times as
 * long. */
public final class NativeArrays {

    private NativeArrays() {}

    /** A new native array with the values of a matrix; the caller closes it. */
    public static INDArray of(FloatMatrix matrix) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, matrix.rows(), matrix.columns());
        write(array, matrix.values());
        return array;
    }

    /** A copy of a whole, row-major array of floats.
     *
     * @throws IllegalArgumentException if it is a view or column-major */
    public static FloatMatrix toMatrix(INDArray array) {
        FloatMatrix matrix = FloatMatrix.zeros(array.rows(), array.columns());
        read(array, matrix.values());
        return matrix;
    }

    /** Overwrites a whole, row-major array of floats.
     *
     * @throws IllegalArgumentException if it is a view, column-major, or of another length */
    public static void write(INDArray array, float[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new FloatPointer(array.data().addressPointer()).put(values);
        } else {
            array.data().setData(values);
        }
    }

    /** Overwrites a whole, row-major array of ints.
     *
     * @throws IllegalArgumentException if it is a view, column-major, or of another length */
    public static void write(INDArray array, int[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new IntPointer(array.data().addressPointer()).put(values);
        } else {
            array.data().setData(values);
        }
    }

    /** Copies all values of a whole, row-major array of floats.
     *
     * @param values overwritten
     * @throws IllegalArgumentException if it is a view, column-major, or of another length */
    public static void read(INDArray array, float[] values) {
        requireWhole(array, values.length);
        if (isOnProcessor()) {
            new FloatPointer(array.data().addressPointer()).get(values);
        } else {
            System.arraycopy(array.data().asFloat(), 0, values, 0, values.length);
        }
    }

    /** Whether native arrays are in the processor's memory. */
    public static boolean isOnProcessor() {
        return Nd4j.getEnvironment().isCPU();
    }

    private static void requireWhole(INDArray array, int length) {
        if (array.isView() || array.ordering() != 'c' || array.length() != length) {
            throw new IllegalArgumentException("expected a whole, row-major array of " + length + " values");
        }
    }
}
