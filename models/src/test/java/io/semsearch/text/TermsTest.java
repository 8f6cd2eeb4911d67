package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static final InMemoryWordVectors PHRASES = vocabulary("a", "hot", "dog", "stand", "hot_dog",
            "hot_dog_stand", "new_york", "new_york_city_hall", "_", "a__dog", "the_end_of_the_line");
    private static final InMemoryWordVectors WORDS = vocabulary("hot", "dog", "_", "snake_", "a_b_c_d_e");

    @Test
    void theLongestPhraseIsOneTerm() {
        assertThat(Terms.of("A hot dog stand; a hot dog", PHRASES)).containsExactly("a", "hot_dog_stand", "a",
                "hot_dog");
        assertThat(Terms.of("New York City Hall in New York City", PHRASES)).containsExactly("new_york_city_hall",
                "in", "new_york", "city");
    }

    @Test
    void phrasesAreTakenFromTheLeft() {
        assertThat(Terms.join(List.of("a", "b", "c"), 2, List.of("a_b", "b_c")::contains)).containsExactly("a_b", "c");
        assertThat(Terms.join(List.of("a", "a", "b", "c"), 3, List.of("a_b", "a_b_c")::contains))
                .containsExactly("a", "a_b_c");
        assertThat(Terms.of(List.of("hot", "hot", "dog", "dog"), PHRASES)).containsExactly("hot", "hot_dog", "dog");
    }

    @Test
    void textOfAQueryMayHaveTheJoint() {
        assertThat(Terms.of("hot_dog hot_stand", PHRASES)).containsExactly("hot_dog", "hot", "stand");
    }

    @Test
    void longerPhrasesThanFourWordsAreNotLookedFor() {
        assertThat(Terms.of("the end of the line", PHRASES)).containsExactly("the", "end", "of", "the", "line");
    }

    @Test
    void aVocabularyKnowsItsLongestPhrase() {
        assertThat(PHRASES.longestPhrase()).isEqualTo(4);
        assertThat(vocabulary("dog", "hot_dog").longestPhrase()).isEqualTo(2);
        assertThat(WORDS.longestPhrase()).as("an underscore alone makes no phrase").isEqualTo(1);
    }

    @Test
    void withoutPhrasesNothingIsDone() {
        List<String> words = List.of("hot", "dog");

        assertThat(Terms.of(words, WORDS)).isSameAs(words);
        assertThat(Terms.of("", PHRASES)).isEmpty();
    }

    @Test
    void aPhraseIsMadeOfWords() {
        assertThat(Terms.words("new_york_city")).containsExactly("new", "york", "city");
        assertThat(List.of("dog", "_", "__", "snake_", "_x", "a__b", "a_b_c_d_e"))
                .allSatisfy(term -> assertThat(Terms.words(term)).containsExactly(term));
    }

    @Test
    void phrasesAreCountedEmbeddedAndExplainedAsOneWord() {
        InverseDocumentFrequency idf = InverseDocumentFrequency.count(PHRASES, List.of(List.of("a", "hot", "dog"),
                List.of("a", "dog"), List.of("hot", "dog", "hot", "dog"), List.of("hot", "stand")));
        assertThat(idf.documentFrequency(PHRASES.indexOf("hot_dog"))).isEqualTo(2);
        assertThat(idf.documentFrequency(PHRASES.indexOf("dog"))).isEqualTo(1);
        assertThat(idf.documentFrequency(PHRASES.indexOf("hot"))).isEqualTo(1);

        CaptionEmbedder embedder = new CaptionEmbedder(PHRASES, idf);
        float[] phrase = PHRASES.vector(PHRASES.indexOf("hot_dog"));
        CaptionEmbedding embedding = embedder.embed("hot dogs? A HOT DOG!");
        assertThat(embedding.unknownWords()).containsExactly("dogs");
        assertThat(embedder.embed("hot dog").vector().orElseThrow()).containsExactly(phrase);
        assertThat(embedder.explain("a hot dog", phrase)).extracting(WordContribution::word).contains("hot_dog")
                .doesNotContain("hot", "dog");
        assertThat(embedder.explain("hot dog", phrase).getFirst().contribution()).isCloseTo(1, within(1e-6));
    }

    @Test
    void captionsHoldWordsAndNeighbours() {
        CaptionWords words = new CaptionWords(List.of(List.of("a", "hot", "dog"), List.of(), List.of("dog", "stand"),
                List.of("york", "new")));

        assertThat(words.size()).isEqualTo(6);
        assertThat(List.of("a", "dog", "york", "hot_dog", "a_hot_dog", "a_hot", "hot_dog_stand"))
                .allMatch(words::contains);
        assertThat(List.of("cat", "new_york", "a_dog", "hot_cat", "a_cat_dog", "_", "hot_", "", "hot__dog"))
                .noneMatch(words::contains);
    }

    @Test
    void wordsOfAFileAreSpelledAsTextsAskForThem() {
        assertThat(List
                .of("Dog", "don't", "Man\u2019s", "New_York", "o\u00b4clock", "Cafe\u0301", "\u0130stanbul", "n't",
                        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0e19\u0e49\u0e33")
                .stream().map(Terms::spelling))
                .containsExactly("dog", "dont", "mans", "new_york", "oclock", "caf\u00e9", "istanbul", "nt",
                        "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", "\u0e19\u0e49\u0e4d\u0e32");
        assertThat(List.of("black-and-White", "</s>", "dr.", ". . .", "_", "A__b", "", "\u2026", "'", "a_'").stream()
                .map(Terms::spelling))
                .as("no text asks for them")
                .containsExactly("black-and-white", "</s>", "dr.", ". . .", "_", "a__b", "", "\u2026", "'", "a_'")
                .noneMatch(Terms::canMatch);
    }

    @Test
    void aWordCanMatchIfSomeTextIsCutIntoIt() {
        assertThat(List.of("dog", "dont", "new_york", "4", "caf\u00e9", "a_b_c_d")).allMatch(Terms::canMatch);
        assertThat(List.of("Dog", "don't", "New_York", "cafe\u0301", "a_b_c_d_e", "_")).noneMatch(Terms::canMatch);
    }

    /** Words with a direction each. */
    private static InMemoryWordVectors vocabulary(String... words) {
        FloatMatrix vectors = FloatMatrix.zeros(words.length, words.length);
        for (int i = 0; i < words.length; i++) {
            vectors.values()[i * words.length + i] = 1;
        }
        return new InMemoryWordVectors(List.of(words), vectors);
    }
}
