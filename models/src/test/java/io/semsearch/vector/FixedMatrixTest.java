package io.semsearch.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedMatrixTest {

    private static FloatMatrix random(int rows, int columns) {
        Random random = new Random(1);
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = random.nextFloat() - 0.5f;
        }
        return matrix;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 7, 300", "4, 8, 256", "9, 3, 513", "2, 0, 3"})
    void addsTheProduct(int leftRows, int rows, int columns) {
        FloatMatrix left = random(leftRows, rows);
        FloatMatrix right = random(rows, columns);
        FloatMatrix sum = random(leftRows, columns);
        FloatMatrix before = sum.copy();

        new FixedMatrix(right).addProduct(left, sum);

        for (int row = 0; row < leftRows; row++) {
            for (int column = 0; column < columns; column++) {
                double expected = before.get(row, column);
                for (int k = 0; k < rows; k++) {
                    expected += (double) left.get(row, k) * right.get(k, column);
                }
                assertThat((double) sum.get(row, column)).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        FixedMatrix matrix = new FixedMatrix(random(2, 3));

        assertThatThrownBy(() -> matrix.addProduct(random(1, 3), random(1, 3))).hasMessageContaining("cannot add");
        assertThatThrownBy(() -> matrix.addProduct(random(1, 2), random(2, 3))).hasMessageContaining("cannot add");
    }
}
