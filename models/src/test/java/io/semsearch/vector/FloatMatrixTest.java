package io.semsearch.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatMatrixTest {

    @Test
    void multipliesByHand() {
        FloatMatrix a = FloatMatrix.wrap(2, 3, new float[]{1, 2, 3, 4, 5, 6});
        FloatMatrix b = FloatMatrix.wrap(3, 2, new float[]{7, 8, 9, 10, 11, 12});

        assertThat(a.multiply(b).values()).containsExactly(58, 64, 139, 154);
    }

    @Test
    void multipliesLikeTheDefinition() {
        Random random = new Random(1);
        // sides beyond a tile, and no multiples of a block
        FloatMatrix a = random(random, 1_030, 13);
        FloatMatrix b = random(random, 13, 261);
        FloatMatrix product = a.multiply(b);

        FloatMatrix columns = b.transpose();
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.columns(); column++) {
                assertThat((double) product.get(row, column)).isCloseTo(a.dotRows(row, columns, column), within(1e-5));
            }
        }
    }

    @Test
    void oneValueOfAProductIsTheSameToTheLastBit() {
        Random random = new Random(2);
        FloatMatrix a = random(random, 37, 303);
        FloatMatrix b = random(random, 41, 303);
        FloatMatrix product = a.multiply(b.transpose());

        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.rows(); column++) {
                assertThat(a.dotAsProduct(row, b, column)).isEqualTo(product.get(row, column));
            }
        }
    }

    @Test
    void refusesFactorsThatDoNotFit() {
        assertThatThrownBy(() -> FloatMatrix.zeros(2, 3).multiply(FloatMatrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("cannot multiply [2, 3] by [2, 3]");
    }

    @Test
    void refusesMoreValuesThanAnArrayHolds() {
        assertThatThrownBy(() -> FloatMatrix.zeros(100_000, 100_000)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[100000, 100000]");
        assertThatThrownBy(() -> FloatMatrix.zeros(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FloatMatrix.zeros(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsNoValuesWithoutRowsOrColumns() {
        assertThat(FloatMatrix.zeros(0, 3).values()).isEmpty();
        assertThat(FloatMatrix.zeros(3, 0).rows()).isEqualTo(3);
    }

    @Test
    void wrapsAnArrayOfTheRightLengthAlone() {
        assertThatThrownBy(() -> FloatMatrix.wrap(2, 3, new float[5])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a [2, 3] matrix needs 6 values, got 5");
    }

    @Test
    void normalizesRowsAndNamesTheFirstThatCannotBe() {
        FloatMatrix matrix = FloatMatrix.wrap(3, 2, new float[]{3, 4, 0, 0, Float.POSITIVE_INFINITY, 1});

        assertThat(matrix.l2NormalizeRows()).isEqualTo(1);
        assertThat(matrix.row(0)).containsExactly(0.6f, 0.8f);
        assertThat(matrix.row(1)).containsExactly(0, 0);
    }

    @Test
    void selectsRowsInTheGivenOrder() {
        FloatMatrix matrix = FloatMatrix.wrap(3, 2, new float[]{1, 2, 3, 4, 5, 6});

        assertThat(matrix.selectRows(new int[]{2, 0, 2}).values()).containsExactly(5, 6, 1, 2, 5, 6);
        FloatMatrix range = matrix.rowRange(1, 3);
        assertThat(range.rows()).isEqualTo(2);
        assertThat(range.values()).containsExactly(3, 4, 5, 6);
    }

    @Test
    void aCopySharesNothing() {
        FloatMatrix matrix = FloatMatrix.wrap(2, 1, new float[]{1, 2});
        FloatMatrix copy = matrix.copy();
        matrix.setRow(0, new float[]{9});

        assertThat(copy.rows()).isEqualTo(2);
        assertThat(copy.values()).containsExactly(1, 2);
    }

    private static FloatMatrix random(Random random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
