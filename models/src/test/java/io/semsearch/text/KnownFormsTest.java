package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.vector.FloatMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFormsTest {

    private static final List<String> WORDS = List.of("beach", "bench", "sled", "run", "juggle", "berry", "cart",
            "hot_dog", "gizmo");
    private static final KnownForms FORMS = new KnownForms(new CaptionEmbedder(
            new InMemoryWordVectors(WORDS, FloatMatrix.zeros(WORDS.size(), 2)),
            new InverseDocumentFrequency(1000, new int[]{200, 50, 3, 90, 1, 2, 300, 20, 9})));

    @ParameterizedTest
    @CsvSource({"beahc, beach", "beac, beach", "beeach, beach", "bexch, beach", "bech, beach"})
    void oneTypingErrorIsReadAsTheMostFrequentWord(String typed, String meant) {
        assertThat(FORMS.of(typed)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"sleds, sled", "running, run", "runs, run", "juggling, juggle", "juggled, juggle", "berries, berry",
            "beaches, beach"})
    void formsAreReadAsTheirStemHoweverRare(String typed, String stem) {
        assertThat(FORMS.of(typed)).contains(stem);
    }

    /** Two errors; too short; only a rare word is near; nothing is near. */
    @ParameterizedTest
    @ValueSource(strings = {"baech1", "car", "gizmi", "zebra", "s", ""})
    void otherWordsStayUnknown(String typed) {
        assertThat(FORMS.of(typed)).isEmpty();
    }

    @Test
    void knownWordsAndPhrasesOfATextStay() {
        Map<String, String> replaced = new LinkedHashMap<>();

        assertThat(FORMS.replace(List.of("a", "hot", "dog", "on", "the", "bench", "beahc"), replaced))
                .containsExactly("a", "hot_dog", "on", "the", "bench", "beach");
        assertThat(replaced).containsExactly(Map.entry("beahc", "beach"));
    }
}
