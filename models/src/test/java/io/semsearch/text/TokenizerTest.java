package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenizerTest {

    @Test
    void lowersCaseAndDropsPunctuation() {
        assertThat(Tokenizer.tokenize("Two DOGS, running; on a beach . ")).containsExactly("two", "dogs", "running",
                "on", "a", "beach");
    }

    @Test
    void apostrophesVanishAndHyphensPart() {
        assertThat(Tokenizer.tokenize("The dog's black-and-white ball, don\u2019t")).containsExactly("the", "dogs",
                "black", "and", "white", "ball", "dont");
    }

    @Test
    void knowsOtherScriptsAndOneFormOfEachAccent() {
        assertThat(Tokenizer.tokenize("Cafe\u0301 am Stra\u00dfenrand")).containsExactly("caf\u00e9", "am",
                "stra\u00dfenrand");
        assertThat(Tokenizer.tokenize("\u041a\u041e\u0428\u041a\u0410 \u72ac"))
                .containsExactly("\u043a\u043e\u0448\u043a\u0430", "\u72ac");
        assertThat(Tokenizer.tokenize("\uff24\uff2f\uff27")).containsExactly("dog");
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Tokenizer.tokenize("  ... \u2014 !")).isEmpty();
        assertThat(Tokenizer.tokenize("")).isEmpty();
    }
}
