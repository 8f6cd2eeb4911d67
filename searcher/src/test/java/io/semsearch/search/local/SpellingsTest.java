package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpellingsTest {

    @Test
    void nearerSpellingsComeFirstThenMoreFrequentOnes() {
        Spellings spellings = spellings(Map.of("beach", 50, "bench", 20, "beech", 50, "reach", 0, "mountain", 3,
                "fountain", 90));

        assertThat(nearest(spellings, "beac")).containsExactly("beach");
        assertThat(nearest(spellings, "beachh")).as("2 off: beech, reach").containsExactly("beach", "beech", "bench");
        assertThat(nearest(spellings, "beacx")).containsExactly("beach");
        assertThat(nearest(spellings, "montain")).containsExactly("mountain", "fountain");
        assertThat(nearest(spellings, "mountian")).as("1 and 2 off").containsExactly("mountain", "fountain");
        assertThat(nearest(spellings, "zebra")).isEmpty();
    }

    @Test
    void shortWordsAreNearToEverythingAndGetLessOrNothing() {
        Spellings spellings = spellings(Map.of("dog", 10, "do", 5, "dig", 5, "cat", 5));

        assertThat(nearest(spellings, "dg")).isEmpty();
        assertThat(nearest(spellings, "dgo")).as("letters swapped count as one").containsExactly("dog", "do");
        assertThat(nearest(spellings, "dug")).containsExactly("dog", "dig");
    }

    @Test
    void countsLettersOfAnyScriptAsOne() {
        Spellings spellings = spellings(Map.of("\ud83d\ude00abc", 1, "stra\u00dfe", 1));

        assertThat(nearest(spellings, "\ud83d\ude01abc")).containsExactly("\ud83d\ude00abc");
        assertThat(nearest(spellings, "strase")).containsExactly("stra\u00dfe");
    }

    /** However frequent words with other letters are, and however many accents differ. */
    @Test
    void wordsThatDifferInAccentsAloneComeFirst() {
        Spellings spellings = spellings(
                Map.of("cafe", 1, "care", 90, "cave", 80, "cage", 70, "deja", 1, "br\u00fbl\u00e9e", 1,
                        "na\u00efve", 1));

        assertThat(nearest(spellings, "caf\u00e9")).startsWith("cafe");
        assertThat(nearest(spellings, "c\u00e0f\u00e9")).containsExactly("cafe");
        assertThat(nearest(spellings, "d\u00e9j\u00e0")).containsExactly("deja");
        assertThat(nearest(spellings, "brulee")).containsExactly("br\u00fbl\u00e9e");
        assertThat(nearest(spellings, "naive")).containsExactly("na\u00efve");
    }

    @Test
    void endlessInputCostsLittle() {
        Spellings spellings = spellings(Map.of("beach", 1));
        List<String> words = IntStream.range(0, 10_000).mapToObj(i -> "beach" + i).toList();

        assertThat(spellings.nearest(words)).containsOnlyKeys(words.subList(0, 10));
        assertThat(spellings.nearest(List.of("beach".repeat(100_000)))).isEmpty();
    }

    private static List<String> nearest(Spellings spellings, String word) {
        return spellings.nearest(List.of(word)).getOrDefault(word, List.of());
    }

    private static Spellings spellings(Map<String, Integer> captionsByWord) {
        List<String> words = captionsByWord.keySet().stream().sorted().toList();
        int[] frequencies = words.stream().mapToInt(captionsByWord::get).toArray();
        return new Spellings(new CaptionEmbedder(new InMemoryWordVectors(words, FloatMatrix.zeros(words.size(), 1)),
                new InverseDocumentFrequency(100, frequencies)));
    }
}
