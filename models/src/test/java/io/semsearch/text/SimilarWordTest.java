package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarWordTest {

    /** At 0, 0, 45, 90 and 180 degrees, and nowhere. */
    private static final InMemoryWordVectors WORDS = new InMemoryWordVectors(
            List.of("east", "nowhere", "far_east", "north", "north_east", "west"),
            FloatMatrix.wrap(6, 2, new float[]{1, 0, 0, 0, 7, 0, 0, 2, 1, 1, -1, 0}));

    @Test
    void nearestByAngleComeFirst() {
        List<SimilarWord> nearest = SimilarWord.nearest(WORDS, 0, 10);

        assertThat(nearest).extracting(SimilarWord::word).containsExactly("far_east", "north_east", "north", "west");
        assertThat(nearest.getFirst().similarity()).isCloseTo(1, within(1e-9));
        assertThat(nearest.get(1).similarity()).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(nearest.getLast().similarity()).isCloseTo(-1, within(1e-9));
        assertThat(SimilarWord.nearest(WORDS, 0, 1)).containsExactly(nearest.getFirst());
    }

    @Test
    void equallyNearOnesComeInTheOrderOfTheVocabulary() {
        assertThat(SimilarWord.nearest(WORDS, 3, 3)).extracting(SimilarWord::word).containsExactly("north_east", "east",
                "far_east");
    }

    @Test
    void nothingIsNearToZeros() {
        assertThatIllegalArgumentException().isThrownBy(() -> SimilarWord.nearest(WORDS, 1, 3))
                .withMessage("the vector of 'nowhere' is all zeros: nothing is near to it");
    }
}
