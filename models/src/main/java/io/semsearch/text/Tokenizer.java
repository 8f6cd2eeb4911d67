package io.semsearch.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into words: lower case, punctuation removed, for any script.
 *
 * <p>A word is a run of letters, combining marks and digits. Apostrophes vanish ({@code dog's} is {@code dogs});
 * all else parts words ({@code black-and-white} is three). Compatibility forms are unified first (Unicode NFKC), so
 * that composed and decomposed accents, or full-width letters, are one word. */
public final class Tokenizer {

    /** Stands in a model's manifest: a model is only read by the tokenizer it was trained with. */
    public static final String NAME = "unicode-words-1";

    private Tokenizer() {}

    /** The words of a text, in order; empty if there are none. */
    public static List<String> tokenize(String text) {
        String normalized = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        normalized.codePoints().forEach(codePoint -> {
            if (isPartOfWord(codePoint)) {
                word.appendCodePoint(codePoint);
                return;
            }
            if (!isApostrophe(codePoint) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isPartOfWord(int codePoint) {
        if (isApostrophe(codePoint)) {
            return false;
        }
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint) || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Among them U+02BC, which Unicode counts among the letters. */
    private static boolean isApostrophe(int codePoint) {
        return codePoint == '\'' || codePoint == 0x2019 || codePoint == 0x2018 || codePoint == 0x02BC;
    }
}
