package io.semsearch.cli.output;

import java.util.HexFormat;

/** Text that a terminal only shows. Files bring characters that command a terminal, or that hide or reorder what it
 * shows; here they become their escapes, such as {@code \\u001b}. In JSON such an escape is the character itself. */
final class VisibleText {

    private static final HexFormat HEX = HexFormat.of();

    private VisibleText() {}

    /** The text with escapes; the text itself if it needs none. */
    static String of(String text) {
        int first = firstInvisible(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isVisible(text, i)) {
                visible.append(c);
            } else {
                visible.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return visible.toString();
    }

    private static int firstInvisible(String text) {
        int i = 0;
        while (i < text.length() && isVisible(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean isVisible(String text, int index) {
        char c = text.charAt(index);
        return switch (c) {
            case '\n', '\t' -> true;
            // the end of a line on Windows; alone it would overwrite the line
            case '\r' -> index + 1 < text.length() && text.charAt(index + 1) == '\n';
            default -> !Character.isISOControl(c) && !separatesLines(c) && !reorders(c);
        };
    }

    private static boolean separatesLines(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** Embeddings, overrides and isolates of the bidirectional algorithm. */
    private static boolean reorders(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
