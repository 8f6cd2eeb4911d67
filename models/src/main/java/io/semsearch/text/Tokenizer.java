package io.semsearch.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Splits text into words: lower case, punctuation removed, for any script.
 *
 * <p>A word is a run of letters, combining marks and digits. Apostrophes vanish ({@code dog's} is {@code dogs}),
 * whichever character is typed for one, and so do characters that nobody sees, such as soft hyphens; all else parts
 * words ({@code black-and-white} is three). Compatibility forms are unified first (Unicode NFKC), so that composed and
 * decomposed accents, or full-width letters, are one word. */
public final class Tokenizer {

    /** Part of a model's manifest: a model is only read by the tokenizer it was trained with. */
    public static final String NAME = "unicode-words-1";

    /** Accents on keyboards. NFKC would make a space and a combining mark of most of them. */
    private static final String ACCENTS_FOR_APOSTROPHES = "\u00b4\u0384\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\uff40";
    private static final String APOSTROPHES = "'`\u02bb\u02bc\u055a\u05f3\u2018\u2019\u201b\u2032";
    /** Unicode's property Default_Ignorable_Code_Point, from and to. */
    private static final int[][] IGNORABLE = {{0xad, 0xad}, {0x34f, 0x34f}, {0x61c, 0x61c}, {0x115f, 0x1160},
            {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
            {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
            {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private Tokenizer() {}

    /** The words of a text, in order; empty if there are none. */
    public static List<String> tokenize(String text) {
        // the lower case of a dotted capital I is an i with a further dot
        String normalized = Normalizer.normalize(visible(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
                .replace("i\u0307", "i");
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

    /** How a text spells its words, without punctuation around them: {@code mans} is {@code man's}. A word that is only
     * a part of the characters between two blanks is spelled as {@link #tokenize} gives it.
     *
     * @return by the words that {@link #tokenize} gives; the first spelling of each */
    public static Map<String, String> spellings(String text) {
        Map<String, String> spellings = new HashMap<>();
        for (String part : text.split("\\s+")) {
            List<String> words = tokenize(part);
            words.forEach(word -> spellings.putIfAbsent(word, words.size() == 1 ? trimmed(part) : word));
        }
        return spellings;
    }

    private static String trimmed(String part) {
        int[] codePoints = part.codePoints().toArray();
        int from = 0;
        int to = codePoints.length;
        while (from < to && !isPartOfWord(codePoints[from])) {
            from++;
        }
        while (from < to && !isPartOfWord(codePoints[to - 1])) {
            to--;
        }
        return new String(codePoints, from, to - from);
    }

    /** A part of a word as words have it: {@code Dog} is {@code dog}, {@code n't} is {@code nt}.
     *
     * @return empty if it holds a character that parts words */
    public static Optional<String> partOfWord(String part) {
        return tokenize("a" + part + "a").size() == 1 ? Optional.of(String.join("", tokenize(part))) : Optional.empty();
    }

    /** The words of each text, in order, with all processors. Equal words are one String, so that a word that occurs
     * once more takes 4 bytes. */
    public static List<List<String>> tokenizeAll(List<String> texts) {
        Map<String, String> distinct = new ConcurrentHashMap<>();
        return texts.parallelStream()
                .map(text -> tokenize(text).stream().map(word -> same(word, distinct)).toList()).toList();
    }

    private static String same(String word, Map<String, String> distinct) {
        String known = distinct.get(word);
        if (known == null) {
            known = distinct.putIfAbsent(word, word);
        }
        return known == null ? word : known;
    }

    /** A text without ignorable characters, and with plain apostrophes, and blanks for accents without a letter. */
    private static String visible(String text) {
        if (text.chars().allMatch(character -> character < FIRST_BEYOND_ASCII)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(codePoint -> !isIgnorable(codePoint))
                .map(codePoint -> ACCENTS_FOR_APOSTROPHES.indexOf(codePoint) >= 0 ? '\'' : codePoint)
                .map(codePoint -> isAccentAlone(codePoint) ? ' ' : codePoint).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean isIgnorable(int codePoint) {
        for (int[] range : IGNORABLE) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }

    private static boolean isAccentAlone(int codePoint) {
        return codePoint >= FIRST_BEYOND_ASCII && Character.getType(codePoint) == Character.MODIFIER_SYMBOL;
    }

    private static boolean isPartOfWord(int codePoint) {
        if (isApostrophe(codePoint)) {
            return false;
        }
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint) || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Among them U+02BB and U+02BC, which Unicode counts among the letters. */
    private static boolean isApostrophe(int codePoint) {
        return APOSTROPHES.indexOf(codePoint) >= 0;
    }
}
