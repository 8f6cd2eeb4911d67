package io.semsearch.evaluation;

import io.semsearch.dataset.Caption;
import io.semsearch.text.Tokenizer;
import java.util.List;
import java.util.SplittableRandom;

/** The ways in which a caption is asked for: people type keywords, few words, and slips, where captions are sentences. */
public enum QueryForm {
    /** As it was written. */
    VERBATIM,
    /** Without function words: {@code two dogs playing snow}. */
    KEYWORDS,
    /** The first three words that are no function words. */
    FIRST_WORDS,
    /** With a slip of the finger in one word of at least four letters, if it has one. */
    TYPO;

    private static final int FIRST = 3;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    /** The words to ask for.
     *
     * @param seed of the typo, which depends on the caption's number, too, and on nothing else */
    public String rewrite(Caption caption, long seed) {
        return switch (this) {
            case VERBATIM -> caption.text();
            case KEYWORDS -> String.join(" ", contentWords(caption.text()));
            case FIRST_WORDS -> String.join(" ", contentWords(caption.text()).stream().limit(FIRST).toList());
            case TYPO -> String.join(" ", Typo.in(Tokenizer.tokenize(caption.text()),
                    new SplittableRandom(seed + caption.id() * GOLDEN_RATIO)));
        };
    }

    private static List<String> contentWords(String text) {
        return Tokenizer.tokenize(text).stream().filter(word -> !FunctionWords.contains(word)).toList();
    }
}
