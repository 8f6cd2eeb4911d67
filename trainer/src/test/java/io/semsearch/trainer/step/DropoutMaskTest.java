package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {

    // not a multiple of the values of one draw
    private static final int COLUMNS = 333;

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
    void aShareOfFeaturesIsLeftOutAndTheMeanStays(double dropout) {
        float[] mask = draw(new DropoutMask(dropout, 1), 301, 5);

        float kept = (float) (1 / (1 - dropout));
        assertThat(mask).hasSize(301 * COLUMNS).containsOnly(0f, kept);
        double zeros = IntStream.range(0, mask.length).filter(i -> mask[i] == 0).count() / (double) mask.length;
        assertThat(zeros).isCloseTo(dropout, within(0.01));
        assertThat(IntStream.range(0, mask.length).mapToDouble(i -> mask[i]).average().orElseThrow())
                .isCloseTo(1, within(0.05));
    }

    @Test
    void eachColumnAndEachRowHasItsShare() {
        DropoutMask masks = new DropoutMask(0.5, 1);
        for (int column = 0; column < 7; column++) {
            int fixed = column;
            assertThat(IntStream.range(0, 2000).filter(step -> draw(masks, 2, step)[COLUMNS + fixed] == 0).count())
                    .isBetween(900L, 1100L);
        }
    }

    @Test
    void aMaskDependsOnSeedAndStepAlone() {
        DropoutMask masks = new DropoutMask(0.5, 1);
        float[] mask = draw(masks, 4, 5);
        draw(masks, 9, 6);

        assertThat(draw(masks, 4, 5)).containsExactly(mask);
        assertThat(draw(new DropoutMask(0.5, 1), 4, 5)).containsExactly(mask);
        assertThat(draw(masks, 4, 6)).isNotEqualTo(mask);
        assertThat(draw(new DropoutMask(0.5, 2), 4, 5)).isNotEqualTo(mask);
    }

    private static float[] draw(DropoutMask masks, int rows, int step) {
        float[] mask = new float[rows * COLUMNS];
        masks.draw(mask, step);
        return mask;
    }
}
