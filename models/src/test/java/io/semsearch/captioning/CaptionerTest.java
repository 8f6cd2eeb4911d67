package io.semsearch.captioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionerTest {

    private static final float[] FEATURES = {0.5f, -1, 2};
    /** Captions of one to three words. */
    private static final CaptionOptions SHORT = new CaptionOptions(100, 0.7, 1, 3);

    /** With a beam that holds all captions, the best is that of trying each. */
    @ParameterizedTest
    @EnumSource
    void findsTheBestOfAllCaptions(Architecture architecture) {
        for (long seed = 0; seed < 5; seed++) {
            Captioner captioner = TinyCaptioner.of(architecture, seed);
            List<int[]> all = new ArrayList<>();
            addCaptions(new int[0], all);
            int[] best = all.stream().max(Comparator.comparingDouble(words -> score(captioner, words))).orElseThrow();

            WrittenCaption written = captioner.write(FEATURES, SHORT).getFirst();

            assertThat(written.words()).isEqualTo(TinyCaptioner.WORDS.words(best));
            assertThat(written.score()).isCloseTo(score(captioner, best), within(1e-5));
        }
    }

    /** All captions of up to three words without repetition. */
    private static void addCaptions(int[] words, List<int[]> all) {
        if (words.length > 0) {
            all.add(words);
        }
        for (int word = CaptionVocabulary.UNKNOWN + 1; words.length < 3 && word < TinyCaptioner.WORDS.size(); word++) {
            if (words.length == 0 || words[words.length - 1] != word) {
                int[] longer = Arrays.copyOf(words, words.length + 1);
                longer[words.length] = word;
                addCaptions(longer, all);
            }
        }
    }

    /** The best caption by the mean of three networks' probabilities, of two architectures. */
    @Test
    void anEnsembleFindsTheBestByTheMeanProbability() {
        List<Captioner> others = List.of(TinyCaptioner.of(Architecture.PAR, 8),
                TinyCaptioner.of(Architecture.MERGE, 9));
        Captioner first = TinyCaptioner.of(Architecture.PAR, 7);
        List<int[]> all = new ArrayList<>();
        addCaptions(new int[0], all);
        List<Captioner> members = List.of(first, others.get(0), others.get(1));
        int[] best = all.stream().max(Comparator.comparingDouble(words -> score(members, words))).orElseThrow();

        WrittenCaption written = first.writeWith(others, FEATURES, SHORT).getFirst();

        assertThat(written.words()).isEqualTo(TinyCaptioner.WORDS.words(best));
        assertThat(written.score()).isCloseTo(score(members, best), within(1e-5));
        assertThat(written.score()).isNotCloseTo(score(first, best), within(1e-3));
        Captioner otherWords = new Captioner(TinyCaptioner.weights(Architecture.PAR, 4, 1),
                new CaptionVocabulary(List.of("<start>", "<end>", "<unknown>", "dog")));
        assertThatThrownBy(() -> first.writeWith(List.of(otherWords), FEATURES, SHORT))
                .hasMessageContaining("need the same words");
    }

    private static double score(Captioner captioner, int[] words) {
        return score(List.of(captioner), words);
    }

    private static double score(List<Captioner> members, int[] words) {
        FloatMatrix probabilities = FloatMatrix.zeros(words.length + 1, TinyCaptioner.WORDS.size());
        for (Captioner member : members) {
            float[] its = member.probabilities(FEATURES, words).values();
            for (int i = 0; i < its.length; i++) {
                probabilities.values()[i] += its[i] / members.size();
            }
        }
        double sum = Math.log(probabilities.get(words.length, CaptionVocabulary.END));
        for (int i = 0; i < words.length; i++) {
            sum += Math.log(probabilities.get(i, words[i]));
        }
        return sum / Math.pow(words.length + 1, 0.7);
    }

    @Test
    void probabilitiesAreOfEachWordAfterThoseBefore() {
        Captioner captioner = TinyCaptioner.of(Architecture.PAR, 1);
        WrittenCaption written = captioner.write(FEATURES, CaptionOptions.DEFAULT).getFirst();
        int[] words = TinyCaptioner.WORDS.numbers(written.words());
        FloatMatrix probabilities = captioner.probabilities(FEATURES, words);

        assertThat(written.probabilities()).hasSameSizeAs(written.words());
        for (int i = 0; i < words.length; i++) {
            assertThat(written.probabilities().get(i)).isCloseTo(probabilities.get(i, words[i]), within(1e-5));
        }
        double sum = 0;
        for (float probability : probabilities.row(0)) {
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest
    @EnumSource
    void captionsKeepTheirRules(Architecture architecture) {
        for (long seed = 0; seed < 20; seed++) {
            List<WrittenCaption> captions = TinyCaptioner.of(architecture, seed).write(FEATURES,
                    new CaptionOptions(4, 0.7, 3, 6));

            assertThat(captions).isNotEmpty().isSortedAccordingTo(
                    Comparator.comparingDouble(WrittenCaption::score).reversed());
            for (WrittenCaption caption : captions) {
                assertThat(caption.words()).hasSizeBetween(3, 6).doesNotContain("<start>", "<end>", "<unknown>");
                for (int i = 1; i < caption.words().size(); i++) {
                    assertThat(caption.words().get(i)).isNotEqualTo(caption.words().get(i - 1));
                }
            }
        }
    }

    @Test
    void aVocabularyOfOneWordWritesIt() {
        CaptionVocabulary one = new CaptionVocabulary(List.of("<start>", "<end>", "<unknown>", "dog"));
        Captioner captioner = new Captioner(TinyCaptioner.weights(Architecture.PAR, 4, 1), one);

        assertThat(captioner.write(FEATURES, CaptionOptions.DEFAULT).getFirst().text()).isEqualTo("dog");
    }

    @Test
    void wrongInputIsRefused() {
        Captioner captioner = TinyCaptioner.of(Architecture.PAR, 1);

        assertThatThrownBy(() -> captioner.write(new float[2], CaptionOptions.DEFAULT))
                .hasMessage(
                        "the captioner takes 3 features a photo, got 2: use those of the encoder it was trained with");
        assertThatThrownBy(() -> new Captioner(TinyCaptioner.weights(Architecture.PAR, 5, 1), TinyCaptioner.WORDS))
                .hasMessageContaining("are of 5 words, its vocabulary has 6");
        assertThatThrownBy(() -> new CaptionOptions(0, 0.7, 3, 20)).hasMessageContaining("the beam must be 1 to 100");
    }

    @Test
    void wordsAreCountedAndNumbered() {
        CaptionVocabulary words = CaptionVocabulary
                .count(List.of(List.of("a", "dog"), List.of("a", "cat"), List.of("a", "dog")), 2);

        assertThat(words.words()).containsExactly("<start>", "<end>", "<unknown>", "a", "dog");
        assertThat(words.numbers(List.of("dog", "cat", "a"))).containsExactly(4, CaptionVocabulary.UNKNOWN, 3);
        assertThatThrownBy(() -> CaptionVocabulary.count(List.of(List.of("a")), 2))
                .hasMessageContaining("no word occurs 2 times in the 1 captions");
    }
}
