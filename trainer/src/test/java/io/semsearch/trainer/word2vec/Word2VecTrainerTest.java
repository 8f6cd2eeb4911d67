package io.semsearch.trainer.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Word2VecTrainerTest {

    private static final List<String> ANIMALS = List.of("dog", "puppy", "cat", "kitten");
    private static final List<String> VEHICLES = List.of("car", "bus", "truck", "van");
    private static final Word2VecConfig CONFIG = new Word2VecConfig(3, 20, 5, 5, 5, 2);

    @Test
    void wordsOfLikeContextLieTogether() {
        InMemoryWordVectors vectors = Word2VecTrainer.train(sentences(), CONFIG, Progress.NONE);

        assertThat(cosine(vectors, "dog", "kitten")).isGreaterThan(cosine(vectors, "dog", "truck"));
        assertThat(cosine(vectors, "bus", "van")).isGreaterThan(cosine(vectors, "bus", "puppy"));
        assertThat(vectors.indexOf("once")).isEqualTo(-1);
    }

    @Test
    void equalSeedsGiveEqualVectors() {
        InMemoryWordVectors first = Word2VecTrainer.train(sentences(), CONFIG, Progress.NONE);
        InMemoryWordVectors second = Word2VecTrainer.train(sentences(), CONFIG, Progress.NONE);

        assertThat(second.size()).isEqualTo(first.size());
        for (int word = 0; word < first.size(); word++) {
            assertThat(second.word(word)).isEqualTo(first.word(word));
            assertThat(second.vector(word)).containsExactly(first.vector(word));
        }
    }

    @Test
    void tooLittleTextIsAnError() {
        assertThatThrownBy(
                () -> Word2VecTrainer.train(List.of(List.of("one", "two"), List.of()), CONFIG, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("occurs 2 times");
    }

    private static List<List<String>> sentences() {
        SplittableRandom random = new SplittableRandom(7);
        List<List<String>> sentences = new ArrayList<>();
        sentences.add(List.of("once"));
        for (int i = 0; i < 1_500; i++) {
            sentences.add(List.of("a", pick(random, ANIMALS), "sleeps", "near", "the", pick(random, ANIMALS)));
            sentences
                    .add(List.of("one", pick(random, VEHICLES), "drives", "behind", "another", pick(random, VEHICLES)));
        }
        return sentences;
    }

    private static String pick(SplittableRandom random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static double cosine(InMemoryWordVectors vectors, String first, String second) {
        float[] a = vectors.vector(vectors.indexOf(first));
        float[] b = vectors.vector(vectors.indexOf(second));
        return Vectors.dot(a, b) / Vectors.norm(a) / Vectors.norm(b);
    }
}
