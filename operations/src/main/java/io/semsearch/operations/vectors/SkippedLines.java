package io.semsearch.operations.vectors;

import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.operations.Formats;

/** What is of no use in a file of word vectors, for a remark. */
final class SkippedLines {

    private SkippedLines() {}

    /** {@code , 1 of them repeated: the first counts, 3 of them can match no text, 2 broken lines skipped}; empty if
     * there is nothing of the kind. */
    static String describe(LoadedWordVectors loaded) {
        String duplicates = loaded.duplicates() == 0
                ? ""
                : Formats.text(", %,d of them repeated: the first counts", loaded.duplicates());
        String unmatchable = loaded.unmatchable() == 0
                ? ""
                : Formats.text(", %,d of them can match no text", loaded.unmatchable());
        return duplicates + unmatchable
                + (loaded.skipped() == 0 ? "" : Formats.text(", %,d broken lines skipped", loaded.skipped()));
    }
}
