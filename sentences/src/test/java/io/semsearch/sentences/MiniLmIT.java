package io.semsearch.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.progress.Progress;
import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentenceEncoders;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real network. */
class MiniLmIT {

    private static final SentenceEncoder MINILM = SentenceEncoders.named("minilm").orElseThrow();

    /** The first example of Sentence Transformers' documentation, https://sbert.net: for all-MiniLM-L6-v2 it prints
     * 0.6660, 0.1046 and 0.1411; quantizing moves them a little. */
    @Test
    void similaritiesAreThoseOfItsAuthors() {
        float[] weather = MINILM.encode("The weather is lovely today.");
        float[] sunny = MINILM.encode("It's so sunny outside!");
        float[] stadium = MINILM.encode("He drove to the stadium.");

        assertThat(Vectors.dot(weather, sunny)).isCloseTo(0.6660, within(0.03));
        assertThat(Vectors.dot(weather, stadium)).isCloseTo(0.1046, within(0.03));
        assertThat(Vectors.dot(sunny, stadium)).isCloseTo(0.1411, within(0.03));
    }

    @Test
    void aVectorHasUnitLengthAndIsTheSameInEveryCompany() {
        List<String> sentences = List.of("two dogs run", "a", "", "a very long caption ".repeat(200), "two dogs run");

        FloatMatrix all = MINILM.encodeAll(sentences, Progress.Task.NONE);

        for (int row = 0; row < sentences.size(); row++) {
            assertThat(Vectors.norm(all.row(row))).isCloseTo(1, within(1e-5));
            assertThat(all.row(row)).containsExactly(MINILM.encode(sentences.get(row)));
        }
        assertThat(MINILM.dimension()).isEqualTo(all.columns()).isEqualTo(384);
    }

    @Test
    void wordsThatMeanTheSameAreNear() {
        float[] puppies = MINILM.encode("a pair of puppies running");

        assertThat(Vectors.dot(puppies, MINILM.encode("two dogs run")))
                .isGreaterThan(0.5 + Vectors.dot(puppies, MINILM.encode("a man cooks in a kitchen")));
    }
}
