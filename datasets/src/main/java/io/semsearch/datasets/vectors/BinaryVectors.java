package io.semsearch.datasets.vectors;

import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.FloatType;
import io.semsearch.datasets.vectors.WordVectorsReader.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads word2vec's binary form: a line with the counts; then for each word its bytes, a blank, and its numbers as
 * 32-bit floats, little-endian, perhaps followed by a line feed. */
final class BinaryVectors {

    private static final int LONGEST_WORD = 10_000;

    private final DataStream in;
    private final WordCollector words;
    private final Header header;

    /** @param in positioned at the header */
    BinaryVectors(DataStream in, WordCollector words, Header header) {
        this.in = in;
        this.words = words;
        this.header = header;
    }

    LoadedWordVectors read() throws IOException {
        in.readBytes(header.bytes());
        for (long number = 1; number <= header.words(); number++) {
            readWord(number);
        }
        if (skipLineFeeds() >= 0) {
            throw in.failure("its first line promises " + header.words() + " words, but more follows at byte "
                    + (in.position() - 1) + ": it is damaged, or no word2vec file");
        }
        return words.build(header.dimension());
    }

    private void readWord(long number) throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        int value = skipLineFeeds();
        long start = in.position() - 1;
        for (; value != ' '; value = in.read()) {
            if (value < 0) {
                throw in.failure("it ends at byte " + in.position() + ", before word " + number + " of "
                        + header.words() + ": it is truncated; fetch or copy it again");
            }
            if (word.size() == LONGEST_WORD) {
                throw in.failure("word " + number + " at byte " + start + " is longer than " + LONGEST_WORD
                        + " bytes: the file is damaged, or no word2vec file");
            }
            word.write(value);
        }
        float[] vector = FloatType.FLOAT32.read(in, ByteOrder.LITTLE_ENDIAN, header.dimension());
        byte[] bytes = word.toByteArray();
        Optional<String> decoded = VectorLine.utf8(bytes, 0, bytes.length);
        String text = decoded.orElse(new String(bytes, StandardCharsets.ISO_8859_1));
        if (decoded.isEmpty()) {
            words.skip(in.failure(
                    "word " + number + " ('" + shown(text) + "') at byte " + start + ": " + VectorLine.NOT_UTF8));
            return;
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                words.skip(in.failure("word " + number + " ('" + shown(text) + "') at byte " + start + ": number "
                        + (i + 1) + " must be finite, found " + vector[i]));
                return;
            }
        }
        words.add(text, vector);
    }

    /** The first byte that is no line feed, or -1 at the end. */
    private int skipLineFeeds() throws IOException {
        int value = in.read();
        while (value == '\n') {
            value = in.read();
        }
        return value;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\p{C}", "?");
    }
}
