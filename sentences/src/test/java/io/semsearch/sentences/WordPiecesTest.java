package io.semsearch.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPiecesTest {

    private static final WordPieces PIECES = new WordPieces(vocabulary("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "snow",
            "##board", "##er", "snowboard", "un", "##ic", "##y", "e", "caf", "##e", ",", "-", "日", "本"));
    private static final int MANY = 100;

    private static Map<String, Integer> vocabulary(String... pieces) {
        Map<String, Integer> vocabulary = new HashMap<>();
        for (String piece : pieces) {
            vocabulary.put(piece, vocabulary.size());
        }
        return vocabulary;
    }

    private static long[] of(int... pieces) {
        long[] all = new long[pieces.length + 2];
        all[0] = 2;
        all[pieces.length + 1] = 3;
        for (int i = 0; i < pieces.length; i++) {
            all[i + 1] = pieces[i];
        }
        return all;
    }

    @Test
    void theLongestPiecesAreTakenFirst() {
        assertThat(PIECES.of("a snowboarder", MANY)).containsExactly(of(4, 8, 7));
        assertThat(PIECES.of("unicy", MANY)).containsExactly(of(9, 10, 11));
    }

    @Test
    void aWordThatCannotBeCutWholeIsUnknown() {
        assertThat(PIECES.of("snowx a", MANY)).containsExactly(of(1, 4));
        assertThat(PIECES.of("a".repeat(101) + " a", MANY)).containsExactly(of(1, 4));
    }

    @Test
    void lettersAreLoweredAndAccentsAndControlCharactersVanish() {
        assertThat(PIECES.of("Caf\u00e9 CAFE\u0301 ca\u0000f\u200be", MANY))
                .containsExactly(of(13, 14, 13, 14, 13, 14));
    }

    @Test
    void punctuationAndChineseCharactersAreWords() {
        assertThat(PIECES.of("a,a-a\u65e5\u672ca", MANY)).containsExactly(of(4, 15, 4, 16, 4, 17, 18, 4));
        assertThat(PIECES.of("a\u3000a\u00a0a\ta", MANY)).containsExactly(of(4, 4, 4, 4));
    }

    @Test
    void aLongTextIsCutAndAnEmptyOneHasItsMarks() {
        assertThat(PIECES.of("a a a a a", 4)).containsExactly(of(4, 4));
        assertThat(PIECES.of("a snowboarder", 4)).containsExactly(of(4, 8));
        assertThat(PIECES.of(" ", MANY)).containsExactly(of());
    }

    @Test
    void aVocabularyNeedsItsMarks() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WordPieces(Map.of("[CLS]", 1, "[SEP]", 2)))
                .withMessageContaining("[UNK]");
    }
}
