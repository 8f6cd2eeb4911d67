package io.semsearch.trainer.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semsearch.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhraseDetectorTest {

    private static final PhraseConfig CONFIG = new PhraseConfig(20, 5, 2);

    @Test
    void wordsThatBelongTogetherAreJoined() {
        Phrases phrases = detect(sentences(), CONFIG);

        assertThat(phrases.terms()).containsExactlyInAnyOrder("hot_dog", "new_york", "new_york_city_hall");
        assertThat(phrases.join(List.of("a", "hot", "dog", "in", "new", "york", "city"))).containsExactly("a",
                "hot_dog", "in", "new_york", "city");
        assertThat(phrases.joinAll(List.of(List.of("hot"), List.of("hot", "dog"))))
                .containsExactly(List.of("hot"), List.of("hot_dog"));
    }

    /** 10 sentences "a b" and 90 "c d", of 200 words: a and b occur side by side (10 - 5) / (10 * 10) * 200 = 10 times
     * as often as by chance. */
    @Test
    void scoreIsThatOfThePaper() {
        List<List<String>> sentences = Stream.concat(Collections.nCopies(10, List.of("a", "b")).stream(),
                Collections.nCopies(90, List.of("c", "d")).stream()).toList();

        assertThat(detect(sentences, new PhraseConfig(9.99, 5, 2)).terms()).containsExactly("a_b");
        assertThat(detect(sentences, new PhraseConfig(10, 5, 2)).terms()).isEmpty();
        assertThat(detect(sentences, new PhraseConfig(2, 5, 2)).terms()).as("(90 - 5) / (90 * 90) * 200 = 2.099")
                .containsExactlyInAnyOrder("a_b", "c_d");
        assertThat(detect(sentences, new PhraseConfig(9.99, 5, 11)).terms()).as("too rare").isEmpty();
        assertThat(detect(sentences, new PhraseConfig(1, 10, 2)).terms()).containsExactly("c_d");
    }

    @Test
    void aPhraseThatLongerOnesLeaveTooFewOfStaysWords() {
        List<List<String>> sentences = new ArrayList<>(Collections.nCopies(20, List.of("ice", "cream", "cone")));
        sentences.add(List.of("ice", "cream"));
        sentences.addAll(fillers(new SplittableRandom(1), 500));

        Phrases phrases = detect(sentences, CONFIG);

        assertThat(phrases.terms()).containsExactly("ice_cream_cone");
        assertThat(phrases.join(List.of("ice", "cream"))).containsExactly("ice", "cream");
    }

    @Test
    void phrasesHaveFourWordsAtMost() {
        List<List<String>> sentences = new ArrayList<>(
                Collections.nCopies(20, List.of("p", "q", "r", "s", "t", "u", "v")));
        sentences.addAll(fillers(new SplittableRandom(1), 500));

        assertThat(detect(sentences, CONFIG).terms()).isNotEmpty()
                .allMatch(phrase -> phrase.split("_", -1).length <= 4);
    }

    @Test
    void rarePairsAreForgottenWhereThereAreTooMany() {
        Phrases phrases = PhraseDetector.detect(sentences(), CONFIG, 1_500, Progress.NONE);

        assertThat(phrases.terms()).contains("hot_dog", "new_york");
    }

    @Test
    void nothingIsFoundInNothing() {
        List<List<String>> sentences = List.of(List.of(), List.of("dog"));

        Phrases phrases = detect(sentences, CONFIG);

        assertThat(phrases.terms()).isEmpty();
        assertThat(phrases.join(sentences.getLast())).isSameAs(sentences.getLast());
    }

    @Test
    void numbersOutOfBoundsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PhraseConfig(0, 5, 2))
                .withMessage("the phrase threshold must be greater than 0, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new PhraseConfig(Double.NaN, 5, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new PhraseConfig(10, -1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Word2VecConfig(1, 0, 5, 5, 5, 2))
                .withMessage("the dimension must be at least 1, got 0");
    }

    private static Phrases detect(List<List<String>> sentences, PhraseConfig config) {
        return PhraseDetector.detect(sentences, config, Progress.NONE);
    }

    /** Common words in any order, and sometimes a phrase. */
    private static List<List<String>> sentences() {
        SplittableRandom random = new SplittableRandom(3);
        List<List<String>> sentences = fillers(random, 2_000);
        for (int i = 0; i < 100; i++) {
            sentences.set(2 * i, List.of("w" + random.nextInt(50), "hot", "dog", "w" + random.nextInt(50)));
            sentences.set(2 * i + 1,
                    i % 4 == 0
                            ? List.of("w" + random.nextInt(50), "new", "york", "city", "hall")
                            : List.of("w" + random.nextInt(50), "new", "york", "w" + random.nextInt(50)));
        }
        return sentences;
    }

    private static List<List<String>> fillers(SplittableRandom random, int count) {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(IntStream.range(0, 8).mapToObj(word -> "w" + random.nextInt(50)).toList());
        }
        return sentences;
    }
}
