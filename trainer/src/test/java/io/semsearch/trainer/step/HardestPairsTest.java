package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.vector.FloatMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardestPairsTest {

    /** More columns than one thread takes, and fewer. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 64, 131})
    void noOtherWrongPairIsMoreSimilar(int size) {
        SplittableRandom random = new SplittableRandom(size);
        int[] imageRows = random.ints(size, 0, Math.max(2, size / 3)).toArray();
        imageRows[0] = 0;
        imageRows[1] = 1;
        FloatMatrix similarities = FloatMatrix.zeros(size, size);
        for (int i = 0; i < size * size; i++) {
            similarities.values()[i] = (float) random.nextDouble(-1, 1);
        }

        int[] images = HardestPairs.images(similarities, imageRows);
        int[] captions = HardestPairs.captions(similarities, imageRows);

        for (int i = 0; i < size; i++) {
            assertThat(imageRows[images[i]]).isNotEqualTo(imageRows[i]);
            assertThat(imageRows[captions[i]]).isNotEqualTo(imageRows[i]);
            for (int j = 0; j < size; j++) {
                if (imageRows[i] != imageRows[j]) {
                    assertThat(similarities.get(i, images[i])).isGreaterThanOrEqualTo(similarities.get(i, j));
                    assertThat(similarities.get(captions[i], i)).isGreaterThanOrEqualTo(similarities.get(j, i));
                }
            }
        }
    }

    @Test
    void ofEqualsTheFirstIsTaken() {
        FloatMatrix alike = FloatMatrix.zeros(3, 3);

        assertThat(HardestPairs.images(alike, new int[]{7, 8, 9})).containsExactly(1, 0, 0);
        assertThat(HardestPairs.captions(alike, new int[]{7, 8, 9})).containsExactly(1, 0, 0);
    }

    @Test
    void whereAllDescribeOneImageEachIsItsOwn() {
        FloatMatrix similarities = FloatMatrix.wrap(2, 2, new float[]{0.1f, 0.9f, 0.8f, 0.2f});

        assertThat(HardestPairs.images(similarities, new int[]{7, 7})).containsExactly(0, 1);
        assertThat(HardestPairs.captions(similarities, new int[]{7, 7})).containsExactly(0, 1);
    }
}
