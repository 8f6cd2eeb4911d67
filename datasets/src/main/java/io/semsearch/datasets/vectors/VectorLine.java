package io.semsearch.datasets.vectors;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a line apart: a word, then its numbers, parted by blanks.
 *
 * <p>A word may hold blanks itself, as some of glove.840B do (". . ."): the last numbers of the line are the vector. */
final class VectorLine {

    private static final int LONGEST_SHOWN = 40;
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

    /** How many numbers end the line, if at least a word stands before them: 0 if this is no line of vectors. */
    static int numbersAtEnd(ByteLines lines) {
        List<Field> fields = fields(lines);
        int numbers = 0;
        while (numbers < fields.size() - 1 && isNumber(lines.bytes(), fields.get(fields.size() - 1 - numbers))) {
            numbers++;
        }
        return numbers;
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
        word = new String(bytes, lines.start(), wordEnd - lines.start(), StandardCharsets.UTF_8);
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
                || (wordParts > 1 && isNumber(lines.bytes(), fields.get(wordParts - 1)));
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
        word = new String(lines.bytes(), lines.start(), last.end - lines.start(), StandardCharsets.UTF_8);
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

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    /** Bytes start (inclusive) to end (exclusive) of the buffer. */
    private record Field(int start, int end) {}
}
