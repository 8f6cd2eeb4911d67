package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordWeightingTest {

    private static final InverseDocumentFrequency COUNTS = new InverseDocumentFrequency(100, new int[]{10, 1, 100, 0});

    @Test
    void meanCountsEveryWordAlike() {
        assertThat(WordWeighting.MEAN.weights(COUNTS)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void idfIsTheLogarithmOfRarity() {
        assertThat(WordWeighting.IDF.weights(COUNTS)).containsExactly(1, 2, 0, 2);
    }

    @Test
    void sifFallsWithTheShareOfAllOccurrences() {
        assertThat(WordWeighting.SIF.weights(COUNTS)).containsExactly((float) (1e-3 / (1e-3 + 10 / 111.0)),
                (float) (1e-3 / (1e-3 + 1 / 111.0)), (float) (1e-3 / (1e-3 + 100 / 111.0)), 1);
    }

    @Test
    void weightsDecideTheEmbedding() {
        InMemoryWordVectors words = new InMemoryWordVectors(List.of("dog", "cat"),
                FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1}));
        CaptionEmbedder embedder = new CaptionEmbedder(words, new InverseDocumentFrequency(10, new int[]{1, 1}),
                new float[]{3, 4});

        assertThat(embedder.embed("dog cat").vector().orElseThrow()).containsExactly(0.6f, 0.8f);
        assertThat(embedder.embed("dog dog cat").vector().orElseThrow()[0]).isGreaterThan(0.8f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptionEmbedder(words, embedder.documentFrequencies(), new float[]{1}));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new CaptionEmbedder(words, embedder.documentFrequencies(), new float[]{1, Float.NaN}));
    }
}
