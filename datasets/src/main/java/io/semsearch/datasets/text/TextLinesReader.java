package io.semsearch.datasets.text;

import io.semsearch.datasets.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads text in UTF-8, plain, gzipped or zipped: its lines, which are kept in memory. Blank lines are passed over. */
public final class TextLinesReader {

    /** A longer one is no sentence. */
    private static final int LONGEST_LINE = 1 << 20;
    /** The objects around a line's characters. */
    private static final int LINE_BYTES = 64;

    private TextLinesReader() {}

    /** Reads a file.
     *
     * @param maxUncompressedBytes what a compressed file may unpack to
     * @return the lines that are not blank
     * @throws DataFileException if it is missing, damaged, not UTF-8 or blank, a line is longer than any sentence, or
     *                           the memory does not suffice
     * @throws IOException       if it cannot be read */
    public static List<String> read(Path path, long maxUncompressedBytes, Progress progress) throws IOException {
        HeapBudget budget = HeapBudget.ofThisProcess(path.toString());
        List<String> lines = new ArrayList<>();
        try (DataStream in = DataStream.open(path, maxUncompressedBytes, progress, "Reading text");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            LineReader text = new LineReader(reader, in);
            while (text.next()) {
                String line = text.line();
                if (!line.isBlank()) {
                    budget.charge(LINE_BYTES + 2L * line.length());
                    lines.add(line);
                }
            }
        }
        if (lines.isEmpty()) {
            throw new DataFileException(path + ": expected text, a sentence a line, found none");
        }
        return lines;
    }

    /** Lines of bounded length; a file of a single endless line must not fill the memory. */
    private static final class LineReader {

        private final BufferedReader reader;
        private final DataStream in;
        private final StringBuilder line = new StringBuilder();
        private long number;

        LineReader(BufferedReader reader, DataStream in) {
            this.reader = reader;
            this.in = in;
        }

        /** Goes to the next line; false if there is none. */
        boolean next() throws IOException {
            line.setLength(0);
            number++;
            int character = read();
            if (character < 0) {
                return false;
            }
            for (; character >= 0 && character != '\n'; character = read()) {
                if (line.length() == LONGEST_LINE) {
                    throw in.failure("line " + number + " is longer than " + LONGEST_LINE
                            + " characters: expected a sentence a line; part it into lines");
                }
                line.append((char) character);
            }
            return true;
        }

        String line() {
            return line.toString();
        }

        private int read() throws IOException {
            try {
                return reader.read();
            } catch (CharacterCodingException e) {
                throw in.failure("line " + number + " or one soon after it is not UTF-8: convert the text, for "
                        + "example with iconv -f latin1 -t utf-8", e);
            }
        }
    }
}
