package io.semsearch.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {

    private static final double[] VALUES = {4, 1, 3, 2};

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Quantiles.median(VALUES)).isEqualTo(2.5);
        assertThat(Quantiles.median(new double[]{9, 1, 5})).isEqualTo(5);
        assertThat(Quantiles.median(new int[]{7})).isEqualTo(7);
        assertThat(Quantiles.median(new int[]{8, 7})).isEqualTo(7.5);
    }

    /** Expected values of numpy.quantile. */
    @Test
    void interpolatesAsNumpyDoes() {
        assertThat(Quantiles.of(VALUES, 0)).isEqualTo(1);
        assertThat(Quantiles.of(VALUES, 0.025)).isCloseTo(1.075, within(1e-12));
        assertThat(Quantiles.of(VALUES, 0.99)).isCloseTo(3.97, within(1e-12));
        assertThat(Quantiles.of(VALUES, 1)).isEqualTo(4);
        assertThat(VALUES).as("not modified").containsExactly(4, 1, 3, 2);
    }

    @Test
    void theLowerQuantileIsOneOfTheValues() {
        float[] values = {4, 1, 3, 2};
        assertThat(Quantiles.lower(values, 0.5)).isEqualTo(2);
        assertThat(Quantiles.lower(values, 0.99)).isEqualTo(3);
        assertThat(Quantiles.lower(values, 1)).isEqualTo(4);
        assertThat(values).as("not modified").containsExactly(4, 1, 3, 2);
    }

    @Test
    void refusesNoValuesAndOtherShares() {
        assertThatThrownBy(() -> Quantiles.median(new int[0])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quantile needs at least 1 value, got none");
        assertThatThrownBy(() -> Quantiles.of(VALUES, 1.01)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.01");
        assertThatThrownBy(() -> Quantiles.lower(new float[]{1}, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
    }
}
