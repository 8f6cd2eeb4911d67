package io.semsearch.evaluation;

import java.util.Arrays;

/** The first rows of a gallery in the order of a query's similarities, found while all rows are offered. */
final class FirstRows {

    private final SimilarityRows.Row similarities;
    private final TieBreak ties;
    private final int[] first;
    private int found;

    /** @param length how many to keep, at most the size of the gallery */
    FirstRows(SimilarityRows.Row similarities, int length, TieBreak ties) {
        this.similarities = similarities;
        this.ties = ties;
        this.first = new int[length];
    }

    /** A row that is less similar is not among the first. */
    float least() {
        return found < first.length ? Float.NEGATIVE_INFINITY : similarities.get(first[found - 1]);
    }

    /** Takes a row in, if it is before the last of those that were kept. */
    void offer(int galleryRow) {
        if (found == first.length && !similarities.isBefore(galleryRow, first[found - 1], ties)) {
            return;
        }
        int place = found < first.length ? found++ : found - 1;
        while (place > 0 && similarities.isBefore(galleryRow, first[place - 1], ties)) {
            first[place] = first[place - 1];
            place--;
        }
        first[place] = galleryRow;
    }

    /** In rank order. */
    int[] rows() {
        return Arrays.copyOf(first, found);
    }
}
