package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class CollapseDetectorTest {

    private final CollapseDetector detector = new CollapseDetector();

    @Test
    void aLongRunOfStepsWithAllSimilaritiesAlikeIsACollapse() {
        assertThat(isCollapsed(0.5f, 0.504f, 39)).isFalse();
        assertThat(isCollapsed(0.5f, 0.504f, 1)).isTrue();
    }

    @Test
    void oneStepThatSeparatesImagesResetsTheCount() {
        isCollapsed(0.5f, 0.5f, 39);
        isCollapsed(0.5f, 0.53f, 1);
        assertThat(isCollapsed(0.5f, 0.5f, 39)).isFalse();
        assertThat(isCollapsed(0.5f, 0.5f, 1)).isTrue();
    }

    @Test
    void aLossThatIsNotANumberIsNoCollapse() {
        assertThat(isCollapsed(Float.NaN, 0.5f, 100)).isFalse();
    }

    /** Shows the detector the same step several times.
     *
     * @return its last answer */
    private boolean isCollapsed(float good, float bad, int times) {
        boolean collapsed = false;
        for (int i = 0; i < times; i++) {
            collapsed = detector.isCollapsed(FloatMatrix.wrap(2, 2, new float[]{good, good, bad, bad}));
        }
        return collapsed;
    }
}
