package io.semsearch.evaluation;

import io.semsearch.dataset.Caption;
import io.semsearch.text.Tokenizer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The forms in which captions are used as queries. Captions are sentences, but people type keywords, few words and
 * typos. */
public enum QueryForm {
    /** The caption as written. */
    VERBATIM,
    /** Without function words: {@code two dogs playing snow}. */
    KEYWORDS,
    /** The first three words that are not function words. */
    FIRST_WORDS,
    /** With a typo in one word of at least four letters; unchanged if there is no such word. */
    TYPO;

    private static final int FIRST = 3;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    /** Rewrites a caption as a query in this form.
     *
     * @param seed seed of the typo; the typo depends only on the seed and on the caption's id */
    public String rewrite(Caption caption, long seed) {
        return this == VERBATIM
                ? caption.text()
                : String.join(" ", rewrite(Tokenizer.tokenize(caption.text()), caption.id(), seed));
    }

    /** Rewrites the words of a caption as those of a query in this form.
     *
     * @param words     words of the caption
     * @param captionId id of the caption
     * @param seed      seed of the typo; the typo depends only on the seed and on the caption's id */
    List<String> rewrite(List<String> words, long captionId, long seed) {
        return switch (this) {
            case VERBATIM -> words;
            case KEYWORDS -> contentWords(words).toList();
            case FIRST_WORDS -> contentWords(words).limit(FIRST).toList();
            case TYPO -> Typo.in(words, new SplittableRandom(seed + captionId * GOLDEN_RATIO));
        };
    }

    private static Stream<String> contentWords(List<String> words) {
        return words.stream().filter(word -> !FunctionWords.contains(word));
    }
}
