package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.Caption;
import io.semsearch.text.Tokenizer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFormTest {

    private static final String SENTENCE = "Two dogs are playing in the snow, near a red barn.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VERBATIM    | Two dogs are playing in the snow, near a red barn.
            KEYWORDS    | two dogs playing snow red barn
            FIRST_WORDS | two dogs playing
            """)
    void rewrites(QueryForm form, String expected) {
        assertThat(form.rewrite(caption(1, SENTENCE), 1)).isEqualTo(expected);
    }

    @Test
    void aCaptionOfFunctionWordsHasNoKeyword() {
        assertThat(QueryForm.KEYWORDS.rewrite(caption(1, "There it is, on the other."), 1)).isEmpty();
        assertThat(QueryForm.FIRST_WORDS.rewrite(caption(1, ""), 1)).isEmpty();
    }

    @Test
    void aTypoChangesOneLongWordByOneSlip() {
        List<String> words = Tokenizer.tokenize(SENTENCE);
        for (long id = 0; id < 500; id++) {
            List<String> typed = Tokenizer.tokenize(QueryForm.TYPO.rewrite(caption(id, SENTENCE), 3));

            assertThat(typed).hasSameSizeAs(words);
            List<Integer> changed = LongStream.range(0, words.size()).mapToObj(i -> (int) i)
                    .filter(i -> !typed.get(i).equals(words.get(i))).toList();
            assertThat(changed).as("%s", typed).hasSize(1);
            String before = words.get(changed.getFirst());
            assertThat(before).hasSizeGreaterThanOrEqualTo(4);
            assertThat(typed.get(changed.getFirst()).length()).isBetween(before.length() - 1, before.length() + 1);
        }
    }

    @Test
    void everySlipHappens() {
        List<String> typed = LongStream.range(0, 500)
                .mapToObj(id -> QueryForm.TYPO.rewrite(caption(id, "barn"), 1)).distinct().toList();

        assertThat(typed).contains("abrn", "brn", "barrn").doesNotContain("barn")
                .anyMatch(word -> word.matches("b[^a]rn"));
    }

    @Test
    void aTypoDependsOnSeedAndCaptionAlone() {
        String typed = QueryForm.TYPO.rewrite(caption(5, SENTENCE), 1);

        assertThat(QueryForm.TYPO.rewrite(caption(5, SENTENCE), 1)).isEqualTo(typed);
        assertThat(LongStream.range(0, 20).mapToObj(seed -> QueryForm.TYPO.rewrite(caption(5, SENTENCE), seed)))
                .anyMatch(other -> !other.equals(typed));
        assertThat(LongStream.range(0, 20).mapToObj(id -> QueryForm.TYPO.rewrite(caption(id, SENTENCE), 1)))
                .anyMatch(other -> !other.equals(typed));
    }

    @Test
    void shortWordsAndTwinsAreMetToo() {
        assertThat(QueryForm.TYPO.rewrite(caption(1, "A dog"), 1)).isEqualTo("a dog");
        assertThat(LongStream.range(0, 100).mapToObj(id -> QueryForm.TYPO.rewrite(caption(id, "oooo"), 1)))
                .doesNotContain("oooo");
        assertThat(LongStream.range(0, 100)
                .mapToObj(id -> QueryForm.TYPO.rewrite(caption(id, "\u5c71\u5ddd\u6d77\u68ee"), 1)))
                .doesNotContain("\u5c71\u5ddd\u6d77\u68ee");
    }

    private static Caption caption(long id, String text) {
        return new Caption(id, 1, text);
    }
}
