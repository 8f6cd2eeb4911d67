package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryWordVectorsTest {

    @Test
    void givesItsWordsAndACopyOfItsVectors() {
        FloatMatrix vectors = FloatMatrix.wrap(2, 2, new float[]{1, 2, 3, 4});
        InMemoryWordVectors words = new InMemoryWordVectors(List.of("dog", "cat"), vectors);
        FloatMatrix copy = words.matrix();
        vectors.setRow(1, new float[]{9, 9});

        assertThat(words.words()).containsExactly("dog", "cat");
        assertThat(copy.values()).containsExactly(1, 2, 3, 4);
    }
}
