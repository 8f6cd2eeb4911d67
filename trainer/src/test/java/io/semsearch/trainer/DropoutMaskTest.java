package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {

    // not a multiple of what one draw gives
    private static final int COLUMNS = 333;

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
    void aShareOfFeaturesIsLeftOutAndTheMeanStays(double dropout) {
        float[] mask = new DropoutMask(dropout, 1, COLUMNS).draw(301, 5).values();

        float kept = (float) (1 / (1 - dropout));
        assertThat(mask).hasSize(301 * COLUMNS).containsOnly(0f, kept);
        double zeros = IntStream.range(0, mask.length).filter(i -> mask[i] == 0).count() / (double) mask.length;
        assertThat(zeros).isCloseTo(dropout, within(0.01));
        assertThat(IntStream.range(0, mask.length).mapToDouble(i -> mask[i]).average().orElseThrow())
                .isCloseTo(1, within(0.05));
    }

    @Test
    void eachColumnAndEachRowHasItsShare() {
        DropoutMask masks = new DropoutMask(0.5, 1, 7);
        for (int column = 0; column < 7; column++) {
            int fixed = column;
            assertThat(IntStream.range(0, 2000).filter(step -> masks.draw(2, step).get(1, fixed) == 0).count())
                    .isBetween(900L, 1100L);
        }
    }

    @Test
    void aMaskDependsOnSeedAndStepAlone() {
        DropoutMask masks = new DropoutMask(0.5, 1, COLUMNS);
        float[] mask = masks.draw(4, 5).values();
        masks.draw(9, 6);

        assertThat(masks.draw(4, 5).values()).containsExactly(mask);
        assertThat(new DropoutMask(0.5, 1, COLUMNS).draw(4, 5).values()).containsExactly(mask);
        assertThat(masks.draw(4, 6).values()).isNotEqualTo(mask);
        assertThat(new DropoutMask(0.5, 2, COLUMNS).draw(4, 5).values()).isNotEqualTo(mask);
    }
}
