package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubnessTest {

    private static final ImageFeatures IMAGES = ImageFeatures.of(new long[]{10, 20, 30, 40}, FloatMatrix.zeros(4, 1));

    @Test
    void imagesThatStandInNoListCountToo() {
        Hubness hubness = Hubness.of(10, Map.of(7L, 8), 4);

        assertThat(hubness.kOccurrences()).containsExactlyInAnyOrder(0, 8, 0, 0);
        assertThat(hubness.kSkewness()).isEqualTo(Hubness.of(10, new int[]{0, 8, 0, 0}, IMAGES).kSkewness());
        assertThat(hubness.antihubShare()).isEqualTo(0.75);
        assertThat(hubness.hubs()).containsExactly(new Hubness.Hub(7, 8));
    }

    @Test
    void oneHubAmongAntihubs() {
        Hubness hubness = Hubness.of(10, new int[]{0, 8, 0, 0}, IMAGES);

        // mean 2, squares 4 + 36 + 4 + 4, cubes -8 + 216 - 8 - 8
        assertThat(hubness.kSkewness()).isCloseTo(48 / Math.pow(12, 1.5), within(1e-12));
        assertThat(hubness.antihubShare()).isEqualTo(0.75);
        assertThat(hubness.hubs()).startsWith(new Hubness.Hub(20, 8), new Hubness.Hub(10, 0));
    }

    @Test
    void evenlySpread() {
        Hubness hubness = Hubness.of(10, new int[]{3, 3, 3, 3}, IMAGES);

        assertThat(hubness.kSkewness()).isZero();
        assertThat(hubness.antihubShare()).isZero();
    }
}
