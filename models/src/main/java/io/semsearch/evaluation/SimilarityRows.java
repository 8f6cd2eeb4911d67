package io.semsearch.evaluation;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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

    /** The similarities of some consecutive queries.
     *
     * @param firstQuery   the number of the query in row 0
     * @param similarities shape [queries of the block, gallery]
     * @param noPenalties  a zero for each row of the gallery */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one visit
    record Block(int firstQuery, FloatMatrix similarities, float[] noPenalties) {

        /** The numbers of the queries. */
        IntStream queries() {
            return IntStream.range(firstQuery, firstQuery + similarities.rows());
        }

        /** The similarities of one query, a view. */
        Row row(int query) {
            return new Row(similarities.values(), (query - firstQuery) * similarities.columns(), noPenalties);
        }
    }

    /** The similarities of one query: a view of its block. */
    static final class Row {

        private final float[] block;
        private final int start;
        private final float[] penalties;

        private Row(float[] block, int start, float[] penalties) {
            this.block = block;
            this.start = start;
            this.penalties = penalties;
        }

        /** A view of these similarities, each minus a penalty.
         *
         * @param ofGallery penalty of each row of the gallery; shared, do not modify */
        Row less(float[] ofGallery) {
            return new Row(block, start, ofGallery);
        }

        int size() {
            return penalties.length;
        }

        float get(int galleryRow) {
            return block[start + galleryRow] - penalties[galleryRow];
        }

        /** The next row of the gallery that is at least so similar; {@code to} if there is none. Of millions of rows few
         * are, so this loop takes the time of a search.
         *
         * @param from the first row to look at
         * @param to   the end of the rows to look at */
        int nextAtLeast(float least, int from, int to) {
            float[] values = block;
            float[] less = penalties;
            int first = start;
            for (int galleryRow = from; galleryRow < to; galleryRow++) {
                if (values[first + galleryRow] - less[galleryRow] >= least) {
                    return galleryRow;
                }
            }
            return to;
        }

        /** True if {@code galleryRow} ranks before {@code other}. */
        boolean isBefore(int galleryRow, int other, TieBreak ties) {
            float its = get(galleryRow);
            float others = get(other);
            return its > others || (its == others && ties.isBefore(galleryRow, other));
        }

        /** The first k rows in rank order; all rows if there are fewer. */
        int[] first(int k, TieBreak ties) {
            FirstRows first = new FirstRows(this, Math.min(k, size()), ties);
            int next = nextAtLeast(first.least(), 0, size());
            while (next < size()) {
                first.offer(next);
                next = nextAtLeast(first.least(), next + 1, size());
            }
            return first.rows();
        }
    }

    /** Calls back with one block after the other.
     *
     * @param task    receives the number of queries that are done
     * @param visitor the block is valid only during the call */
    static void forEach(FloatMatrix queries, FloatMatrix gallery, Progress.Task task, Consumer<Block> visitor) {
        FloatMatrix galleryColumns = gallery.transpose();
        float[] noPenalties = new float[gallery.rows()];
        int blockSize = Math.clamp(VALUES_PER_BLOCK / Math.max(1, gallery.rows()), MIN_QUERIES, MAX_QUERIES);
        FloatMatrix similarities = FloatMatrix.zeros(Math.min(blockSize, queries.rows()), gallery.rows());
        for (int start = 0; start < queries.rows(); start += blockSize) {
            int end = Math.min(queries.rows(), start + blockSize);
            FloatMatrix block = similarities.rows() == end - start
                    ? similarities
                    : FloatMatrix.zeros(end - start, gallery.rows());
            queries.rowRange(start, end).multiplyInto(block, galleryColumns);
            visitor.accept(new Block(start, block, noPenalties));
            task.advanceTo(end);
        }
    }
}
