package io.semsearch.trainer.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NativeArraysTest {

    private static final FloatMatrix MATRIX = FloatMatrix.wrap(2, 3, new float[]{1, 2, 3, 4, 5, 6});

    @Test
    void aMatrixComesBackAsItWent() {
        INDArray array = NativeArrays.of(MATRIX);

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.getFloat(1, 0)).isEqualTo(4);
        assertThat(NativeArrays.toMatrix(array).values()).containsExactly(MATRIX.values());
    }

    @Test
    void valuesAreOverwrittenInPlace() {
        INDArray array = NativeArrays.of(MATRIX);
        INDArray rows = Nd4j.createUninitialized(DataType.INT32, 2);

        NativeArrays.write(array, new float[]{6, 5, 4, 3, 2, 1});
        NativeArrays.write(rows, new int[]{7, 8});

        assertThat(array.getFloat(1, 0)).isEqualTo(3);
        assertThat(rows.toIntVector()).containsExactly(7, 8);
    }

    /** Their values are not contiguous in memory. */
    @Test
    void viewsAndOtherLengthsAreRefused() {
        INDArray array = NativeArrays.of(MATRIX);

        assertThatThrownBy(() -> NativeArrays.toMatrix(array.transpose())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NativeArrays.toMatrix(array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NativeArrays.write(array, new float[5]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("5 values");
    }
}
