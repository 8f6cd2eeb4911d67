package io.semsearch.datasets.text;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import io.semsearch.datasets.HeapBudget;
import io.semsearch.datasets.TextLines;
import io.semsearch.progress.Progress;
import java.io.IOException;
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
        try (DataStream in = DataStream.open(path, maxUncompressedBytes, progress, "Reading text")) {
            TextLines text = new TextLines(in, LONGEST_LINE);
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
}
