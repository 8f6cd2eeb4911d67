package io.semsearch.datasets.vectors;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads word vectors: GloVe's text, word2vec's text (which begins with the counts; fastText's {@code .vec} is the
 * same), word2vec's binary form; each plain, gzipped or zipped. The form is recognized by the content.
 *
 * <p>One pass; memory for the words that are kept only, but every line is checked. Words are kept in lower case, as
 * they are asked for: see {@link LoadedWordVectors} for what becomes of capital letters. */
public final class WordVectorsReader {

    /** More than any vectors in use; keeps a false header from asking for memory. */
    static final int MAX_DIMENSION = 1 << 16;

    private static final int LONGEST_HEADER = 64;
    private static final int SAMPLE_BYTES = 1 << 13;
    private static final Pattern HEADER = Pattern.compile("(\\d{1,10})[ \\t]++(\\d{1,10})[ \\t]*+(\\r?\\n|\\r)");

    private WordVectorsReader() {}

    /** Reads a file.
     *
     * @throws DataFileException if it is missing or damaged, or holds none of the words that are needed; and unless
     *                           broken lines are skipped, if one has another number of numbers than the first, or
     *                           something that is no finite number: the message names the line, in the binary form
     *                           word and byte
     * @throws IOException       if it cannot be read */
    public static LoadedWordVectors read(Path path, WordVectorsOptions options, Progress progress) throws IOException {
        HeapBudget budget = HeapBudget.ofThisProcess(path.toString());
        WordCollector words = new WordCollector(options, budget);
        try (DataStream in = DataStream.open(path, options.maxUncompressedBytes(), progress, "Reading word vectors")) {
            in.skipByteOrderMark();
            Optional<Header> header = header(in);
            if (header.isEmpty()) {
                return TextVectors.readGlove(in, words);
            }
            return isTextBehindHeader(in)
                    ? TextVectors.readWord2Vec(in, words, header.get())
                    : new BinaryVectors(in, words, header.get()).read();
        }
    }

    /** The first line, if it is two whole numbers; it stays to be read. */
    private static Optional<Header> header(DataStream in) throws IOException {
        String start = new String(in.peek(LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(start);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        long dimension = Long.parseLong(matcher.group(2));
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw in.failure("line 1: it claims vectors of " + dimension + " numbers; 1 to " + MAX_DIMENSION
                    + " can be read");
        }
        return Optional.of(new Header(Long.parseLong(matcher.group(1)), (int) dimension, matcher.end()));
    }

    /** True if the line after the header has printable characters only behind its word: a binary one has other bytes
     * among its first numbers. */
    private static boolean isTextBehindHeader(DataStream in) throws IOException {
        byte[] sample = in.peek(SAMPLE_BYTES);
        int position = 0;
        while (position < sample.length && sample[position] != '\n') {
            position++;
        }
        do {
            position++;
        } while (position < sample.length && sample[position] != ' ' && sample[position] != '\t');
        while (position < sample.length && sample[position] != '\n') {
            byte value = sample[position];
            if ((value < ' ' && value != '\t' && value != '\r') || value == 0x7f) {
                return false;
            }
            position++;
        }
        return true;
    }

    /** The first line of word2vec's files.
     *
     * @param words     how many follow
     * @param dimension numbers in each vector
     * @param bytes     length of the line with its end */
    record Header(long words, int dimension, int bytes) {}
}
