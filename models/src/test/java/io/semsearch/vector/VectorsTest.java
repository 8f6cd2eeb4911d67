package io.semsearch.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void normalizesToLengthOne() {
        float[] vector = {3, 4};

        assertThat(Vectors.l2Normalize(vector)).isTrue();
        assertThat(vector).containsExactly(0.6f, 0.8f);
    }

    @Test
    void leavesAVectorWithoutDirectionAsItWas() {
        float[] zero = {0, 0};
        float[] notANumber = {Float.NaN, 1};

        assertThat(Vectors.l2Normalize(zero)).isFalse();
        assertThat(Vectors.l2Normalize(notANumber)).isFalse();
        assertThat(notANumber).containsExactly(Float.NaN, 1);
    }

    @Test
    void namesTheValueThatIsNotFinite() {
        assertThatThrownBy(() -> Vectors.requireFinite(new float[]{0, Float.NaN}, "query"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query: value 1 must be a finite number, got NaN");
    }

    @Test
    void aVectorOfFiniteValuesIsFinite() {
        float[] vector = {0, -1, Float.MAX_VALUE};

        assertThat(Vectors.isFinite(vector)).isTrue();
        assertThat(Vectors.requireFinite(vector, "query")).isSameAs(vector);
        assertThat(Vectors.isFinite(new float[]{0, Float.NEGATIVE_INFINITY})).isFalse();
        assertThat(Vectors.isFinite(new float[]{Float.NaN})).isFalse();
    }

    @Test
    void refusesVectorsOfDifferentLength() {
        assertThatThrownBy(() -> Vectors.dot(new float[1], new float[2]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 and 2");
    }
}
