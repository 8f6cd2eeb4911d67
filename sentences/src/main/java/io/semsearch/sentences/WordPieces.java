package io.semsearch.sentences;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts text into the word pieces of BERT's vocabulary, uncased (Devlin et al. 2019): the longest piece that begins a
 * word, then the longest that continues it, and so on. Gives the numbers that Hugging Face's tokenizer gives.
 * Immutable.
 *
 * <p>Before: lower case; accents and control characters vanish; each punctuation mark, symbol of ASCII and Chinese
 * character is a word. */
final class WordPieces {

    private static final String CONTINUES = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int first;
    private final int last;
    private final int unknown;

    /** @param vocabulary pieces by their text, those within words after {@code ##}; {@code [CLS]}, {@code [SEP]} and
     *                   {@code [UNK]} among them
     * @throws IllegalArgumentException if one of these is missing */
    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.first = special("[CLS]");
        this.last = special("[SEP]");
        this.unknown = special("[UNK]");
    }

    private int special(String name) {
        return Optional.ofNullable(vocabulary.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the vocabulary has no " + name));
    }

    /** The numbers of a text's pieces, between those that mark beginning and end.
     *
     * @param most numbers, with the marks; further pieces are left out */
    long[] of(String text, int most) {
        List<Integer> pieces = new ArrayList<>(List.of(first));
        for (String word : separated(text).trim().split(" +")) {
            if (pieces.size() >= most) {
                break;
            }
            pieces.addAll(ofWord(word));
        }
        List<Integer> kept = pieces.subList(0, Math.min(pieces.size(), most - 1));
        kept.add(last);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Integer> ofWord(String word) {
        List<Integer> pieces = new ArrayList<>();
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return List.of(unknown);
        }
        for (int start = 0; start < word.length();) {
            int end = word.length();
            Integer piece = null;
            while (end > start && piece == null) {
                piece = vocabulary.get((start == 0 ? "" : CONTINUES) + word.substring(start, end));
                end -= piece == null ? 1 : 0;
            }
            if (piece == null) {
                return List.of(unknown);
            }
            pieces.add(piece);
            start = end;
        }
        return pieces;
    }

    /** A text with one blank or more between its words. */
    private static String separated(String text) {
        StringBuilder separated = new StringBuilder();
        Normalizer.normalize(cleaned(text), Normalizer.Form.NFD).codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase).forEach(character -> {
                    if (isWord(character)) {
                        separated.append(' ').appendCodePoint(character).append(' ');
                    } else {
                        separated.appendCodePoint(character);
                    }
                });
        return separated.toString();
    }

    private static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints().filter(character -> !isControl(character))
                .map(character -> isBlank(character) ? ' ' : character).forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    private static boolean isBlank(int character) {
        return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
    }

    private static boolean isControl(int character) {
        int type = Character.getType(character);
        boolean isHidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.PRIVATE_USE;
        return character == 0xfffd || (isHidden && !isBlank(character));
    }

    /** True for a character that is a word by itself. */
    private static boolean isWord(int character) {
        if (character < 0x80) {
            return character > ' ' && !Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION ->
                true;
            default -> isChinese(character);
        };
    }

    private static boolean isChinese(int character) {
        return isBetween(0x4e00, character, 0x9fff) || isBetween(0x3400, character, 0x4dbf)
                || isBetween(0x20000, character, 0x2a6df) || isBetween(0x2a700, character, 0x2ceaf)
                || isBetween(0xf900, character, 0xfaff) || isBetween(0x2f800, character, 0x2fa1f);
    }

    private static boolean isBetween(int first, int character, int last) {
        return first <= character && character <= last;
    }
}
