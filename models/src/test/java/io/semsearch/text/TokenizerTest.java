package io.semsearch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenizerTest {

    @Test
    void manyTextsAreCutInOrderAndShareTheirWords() {
        List<List<String>> words = Tokenizer.tokenizeAll(List.of("Dog, cat!", "", "a DOG"));

        assertThat(words).containsExactly(List.of("dog", "cat"), List.of(), List.of("a", "dog"));
        assertThat(words.get(2).get(1)).isSameAs(words.get(0).get(0));
    }

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

    /** Each rule of docs/formats-input.md. */
    @Test
    void followsTheDocumentedRules() {
        assertThat(Tokenizer.tokenize("\ufb01re \u00bd m\u00b2 brand\u2122 wait\u2026now")).as("NFKC first")
                .containsExactly("fire", "1", "2", "m2", "brandtm", "wait", "now");
        assertThat(Tokenizer.tokenize("dog's dog\u2018s dog\u2019s dog\u02bcs \u0149")).as("apostrophes")
                .containsExactly("dogs", "dogs", "dogs", "dogs", "n");
        assertThat(Tokenizer.tokenize("q\u0308 \u0308 \u0915\u093f")).as("combining marks")
                .containsExactly("q\u0308", "\u0308", "\u0915\u093f");
        assertThat(Tokenizer.tokenize("soft\u00adhyphen zero\u200bwidth jo\u200din snake_case a\u20ddb \u00a8b\u00a8"))
                .as("ignorable characters, and separators")
                .containsExactly("softhyphen", "zerowidth", "join", "snake", "case", "a", "b", "b");
        assertThat(Tokenizer.tokenize("\u0130I \u039f\u0394\u039f\u03a3 \ud83d\ude00\ud801\udc00 \u2167 \u3007"))
                .as("lower case without a locale, emoji, letter numbers")
                .containsExactly("ii", "\u03bf\u03b4\u03bf\u03c2", "\ud801\udc28", "viii");
    }

    @Test
    void whateverIsTypedForAnApostropheIsOne() {
        for (String apostrophe : List.of("'", "`", "\u00b4", "\u2018", "\u2019", "\u201b", "\u02bb", "\u02bc", "\u2032",
                "\uff07", "\uff40", "\u055a", "\u05f3", "\u1ffd", "\u0384")) {
            assertThat(Tokenizer.tokenize("The dog" + apostrophe + "s ball")).as(apostrophe)
                    .containsExactly("the", "dogs", "ball");
        }
        assertThat(Tokenizer.tokenize("\u00b4quoted\u00b4 `too` \u201bas well\u2019")).containsExactly("quoted", "too",
                "as", "well");
    }

    @Test
    void theDottedCapitalIIsAnI() {
        assertThat(Tokenizer.tokenize("\u0130stanbul I\u0307stanbul i\u0307stanbul istanbul DO\u011eU"))
                .containsExactly("istanbul", "istanbul", "istanbul", "istanbul", "do\u011fu");
    }

    /** Joiners, variation selectors, fillers, marks of direction, tags: whatever Unicode calls default-ignorable. */
    @Test
    void whatNobodySeesSplitsNoWord() {
        for (int codePoint : new int[]{0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x180f, 0x200b,
                0x200c,
                0x200d, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060, 0x2065, 0x206f, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0,
                0xfff0, 0x1bca0, 0x1d173, 0xe0001, 0xe0100, 0xe0fff}) {
            String ignorable = Character.toString(codePoint);
            assertThat(Tokenizer.tokenize("a d" + ignorable + "og " + ignorable)).as("U+%04X", codePoint)
                    .containsExactly("a", "dog");
        }
        assertThat(Tokenizer.tokenize("\u2600\ufe0f sun, e\u200d\u0301t\u00e9")).containsExactly("sun",
                "\u00e9t\u00e9");
        assertThat(Tokenizer.tokenize("a\u2028b\u3000c\u00a0d\ufffbe")).as("others still do").hasSize(5);
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Tokenizer.tokenize("  ... \u2014 !")).isEmpty();
        assertThat(Tokenizer.tokenize("")).isEmpty();
    }

    @Test
    void spellingsAreThoseOfTheText() {
        assertThat(Tokenizer.spellings("(The man's caf\u00e9, black-and-white: The!)")).isEqualTo(Map.of("the", "The",
                "mans", "man's", "caf\u00e9", "caf\u00e9", "black", "black", "and", "and", "white", "white"));
        assertThat(Tokenizer.spellings(" ... ")).isEmpty();
    }
}
