package io.semsearch.evaluation;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes the similarities of many queries to every row of a gallery, in blocks of queries.
 *
 * <p>Memory: a copy of the gallery, and a block of at most {@value #VALUES_PER_BLOCK} similarities, 64 MiB. For a
 * gallery of more than a million rows the block is {@value #MIN_QUERIES} x gallery. Cost: queries x gallery x dimension
 * multiplications, on all processors. */
final class SimilarityRows {

    private static final int VALUES_PER_BLOCK = 1 << 24;
    private static final int MIN_QUERIES = 16;
    private static final int MAX_QUERIES = 256;

    private SimilarityRows() {}

    /** Receives the similarities of each query. */
    @FunctionalInterface
    interface Visitor {

        /** Called once for each query, from many threads.
         *
         * @param similarities one per row of the gallery; valid only during the call */
        void visit(int query, Row similarities);
    }

    /** The similarities of one query: a view of the block that holds those of several queries. */
    static final class Row {

        private final FloatMatrix block;
        private final int row;
        private final float @Nullable [] penalties;

        private Row(FloatMatrix block, int row, float @Nullable [] penalties) {
            this.block = block;
            this.row = row;
            this.penalties = penalties;
        }

        /** A view of these similarities, each minus a penalty.
         *
         * @param ofGallery penalty of each row of the gallery; shared, do not modify */
        Row less(float[] ofGallery) {
            return new Row(block, row, ofGallery);
        }

        int size() {
            return block.columns();
        }

        float get(int galleryRow) {
            float similarity = block.get(row, galleryRow);
            return penalties == null ? similarity : similarity - penalties[galleryRow];
        }

        /** True if {@code galleryRow} ranks before {@code other}. */
        boolean isBefore(int galleryRow, int other, TieBreak ties) {
            float its = get(galleryRow);
            float others = get(other);
            return its > others || (its == others && ties.isBefore(galleryRow, other));
        }

        /** The first k rows in rank order; all rows if there are fewer. */
        int[] first(int k, TieBreak ties) {
            int[] first = new int[Math.min(k, size())];
            int found = 0;
            for (int galleryRow = 0; galleryRow < size(); galleryRow++) {
                if (found == first.length && !isBefore(galleryRow, first[found - 1], ties)) {
                    continue;
                }
                int place = found < first.length ? found++ : found - 1;
                while (place > 0 && isBefore(galleryRow, first[place - 1], ties)) {
                    first[place] = first[place - 1];
                    place--;
                }
                first[place] = galleryRow;
            }
            return Arrays.copyOf(first, found);
        }
    }

    /** @param task receives the number of queries that are done */
    static void forEach(FloatMatrix queries, FloatMatrix gallery, Progress.Task task, Visitor visitor) {
        FloatMatrix galleryColumns = gallery.transpose();
        int blockSize = Math.clamp(VALUES_PER_BLOCK / Math.max(1, gallery.rows()), MIN_QUERIES, MAX_QUERIES);
        for (int start = 0; start < queries.rows(); start += blockSize) {
            int first = start;
            int end = Math.min(queries.rows(), start + blockSize);
            FloatMatrix block = queries.rowRange(start, end).multiply(galleryColumns);
            IntStream.range(start, end).parallel()
                    .forEach(query -> visitor.visit(query, new Row(block, query - first, null)));
            task.advanceTo(end);
        }
    }
}
