package io.semsearch.datasets.vectors;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a line apart: a word, then its numbers, parted by blanks.
 *
 * <p>A word may hold blanks itself, as some of glove.840B do (". . ."): the last numbers of the line are the vector. */
final class VectorLine {

    static final String NOT_UTF8 = "the word is not UTF-8: convert text with iconv -f latin1 -t utf-8, for example";

    private static final int LONGEST_SHOWN = 40;
    private static final Pattern NOT_FINITE = Pattern
            .compile("[+-]?(nan|inf(inity)?|\\d+(\\.\\d*)?e\\+?\\d+)", Pattern.CASE_INSENSITIVE);
    private static final boolean[] IN_NUMBERS = new boolean[256];

    static {
        for (char character : "0123456789+-.eE".toCharArray()) {
            IN_NUMBERS[character] = true;
        }
    }

    private final DataStream in;
    private final ByteLines lines;
    private final float[] vector;
    private String word = "";

    VectorLine(DataStream in, ByteLines lines, int dimension) {
        this.in = in;
        this.lines = lines;
        this.vector = new float[dimension];
    }

    /** How many numbers follow the first word of a line, finite or not; 0 if anything else does. */
    static int numbersAfterOneWord(ByteLines lines) {
        List<Field> fields = fields(lines);
        boolean isVector = fields.size() > 1 && fields.getFirst().start == lines.start()
                && fields.stream().skip(1).allMatch(field -> isNumeric(lines.bytes(), field));
        return isVector ? fields.size() - 1 : 0;
    }

    /** Parses the line that is current.
     *
     * @throws DataFileException if it is no word with as many finite numbers as expected */
    void parse() throws DataFileException {
        byte[] bytes = lines.bytes();
        int position = endOfField(bytes, lines.start());
        int wordEnd = position;
        for (int i = 0; i < vector.length; i++) {
            int start = startOfField(bytes, position);
            position = endOfNumber(bytes, start);
            boolean isWholeField = position > start && (position == lines.end() || isBlank(bytes[position]));
            vector[i] = isWholeField ? number(bytes, start, position) : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                parseCarefully();
                return;
            }
        }
        if (startOfField(bytes, position) != lines.end() || wordEnd == lines.start()) {
            parseCarefully();
            return;
        }
        word = text(wordEnd);
    }

    /** The word of the line parsed last. */
    String word() {
        return word;
    }

    /** Its vector; used again for the next line. */
    float[] vector() {
        return vector;
    }

    /** For lines that are not one word and its numbers: a word of several parts, or a broken line. */
    private void parseCarefully() throws DataFileException {
        List<Field> fields = fields(lines);
        int wordParts = fields.size() - vector.length;
        boolean emptyWord = lines.start() < lines.end() && isBlank(lines.bytes()[lines.start()]);
        boolean wrongCount = wordParts < 1 || emptyWord
                || (wordParts > 1 && isNumeric(lines.bytes(), fields.get(wordParts - 1)));
        if (wrongCount) {
            throw failure("expected a word and " + vector.length + " numbers, found "
                    + (emptyWord ? "no word and " + fields.size() : Math.max(0, fields.size() - 1)) + " numbers");
        }
        for (int i = 0; i < vector.length; i++) {
            Field field = fields.get(wordParts + i);
            if (!isNumber(lines.bytes(), field)) {
                throw failure("number " + (i + 1) + " must be a finite 32-bit number, found '"
                        + shown(field.start, field.end) + "'");
            }
            vector[i] = number(lines.bytes(), field.start, field.end);
        }
        Field last = fields.get(wordParts - 1);
        word = text(last.end);
    }

    /** The word of the line, up to a position. */
    private String text(int end) throws DataFileException {
        int length = end - lines.start();
        String text = utf8(lines.bytes(), lines.start(), length).orElseThrow(() -> failure(NOT_UTF8));
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw failure("the word has the end of a line within it: all lines must end the same way");
        }
        return text;
    }

    /** The text that some bytes spell; empty if they are not UTF-8, which String replaces without a word. */
    static Optional<String> utf8(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        boolean isReplaced = text.indexOf('\ufffd') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(bytes, start, start + length));
        return isReplaced ? Optional.empty() : Optional.of(text);
    }

    /** The number that some bytes spell; not finite if they spell none, or one that is too large. */
    private static float number(byte[] bytes, int start, int end) {
        try {
            return JavaFloatParser.parseFloat(bytes, start, end - start);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    private DataFileException failure(String message) {
        return in.failure(
                "line " + lines.number() + " ('" + shown(lines.start(), endOfField(lines.bytes(), lines.start()))
                        + "'): " + message);
    }

    private String shown(int start, int end) {
        String text = new String(lines.bytes(), start, Math.min(end - start, LONGEST_SHOWN), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{C}", "?");
    }

    private int startOfField(byte[] bytes, int from) {
        int position = from;
        while (position < lines.end() && isBlank(bytes[position])) {
            position++;
        }
        return position;
    }

    private int endOfField(byte[] bytes, int from) {
        int position = from;
        while (position < lines.end() && !isBlank(bytes[position])) {
            position++;
        }
        return position;
    }

    private int endOfNumber(byte[] bytes, int from) {
        int position = from;
        while (position < lines.end() && IN_NUMBERS[bytes[position] & 0xff]) {
            position++;
        }
        return position;
    }

    private static List<Field> fields(ByteLines lines) {
        List<Field> fields = new ArrayList<>();
        int start = lines.start();
        for (int position = lines.start(); position <= lines.end(); position++) {
            if (position == lines.end() || isBlank(lines.bytes()[position])) {
                if (position > start) {
                    fields.add(new Field(start, position));
                }
                start = position + 1;
            }
        }
        return fields;
    }

    private static boolean isNumber(byte[] bytes, Field field) {
        for (int position = field.start; position < field.end; position++) {
            if (!IN_NUMBERS[bytes[position] & 0xff]) {
                return false;
            }
        }
        return Float.isFinite(number(bytes, field.start, field.end));
    }

    /** True for numbers that are not finite, too. */
    private static boolean isNumeric(byte[] bytes, Field field) {
        String text = new String(bytes, field.start, field.end - field.start, StandardCharsets.ISO_8859_1);
        return isNumber(bytes, field) || NOT_FINITE.matcher(text).matches();
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    /** Bytes start (inclusive) to end (exclusive) of the buffer. */
    private record Field(int start, int end) {}
}
