package io.semsearch.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class ImageProjectionTest {

    /** Swaps the two values and scales them. */
    private static final ImageProjection SWAP = new ImageProjection(FloatMatrix.wrap(2, 2, new float[]{0, 5, 5, 0}));

    @Test
    void projectsToLengthOne() {
        assertThat(SWAP.project(new float[]{3, 4})).containsExactly(0.8f, 0.6f);
    }

    @Test
    void projectsManyAsOne() {
        ImageFeatures features = ImageFeatures.of(new long[]{1, 2}, FloatMatrix.wrap(2, 2, new float[]{3, 4, 0, -2}));

        FloatMatrix projected = SWAP.projectAll(features);

        assertThat(projected.row(0)).containsExactly(SWAP.project(features.row(0)));
        assertThat(projected.row(1)).containsExactly(SWAP.project(features.row(1)));
    }

    @Test
    void refusesWhatHasNoDirection() {
        assertThatThrownBy(() -> SWAP.project(new float[]{0, 0})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length 0");
        assertThatThrownBy(() -> SWAP.project(new float[]{1, Float.NaN})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 1 must be a finite number");
        assertThatThrownBy(
                () -> SWAP.projectAll(
                        ImageFeatures.of(new long[]{8, 9}, FloatMatrix.wrap(2, 2, new float[]{1, 1, 0, 0}))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("image 9 has no place");
    }

    @Test
    void refusesFeaturesOfAnotherEncoder() {
        assertThatThrownBy(() -> SWAP.project(new float[3])).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "the model was trained on features of 2 values, got 3: use features of the same encoder, or train again");
    }
}
