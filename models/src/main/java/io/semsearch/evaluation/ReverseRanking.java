package io.semsearch.evaluation;

import io.semsearch.evaluation.SimilarityRows.Block;
import io.semsearch.evaluation.SimilarityRows.Row;
import io.semsearch.vector.FloatMatrix;
import java.util.stream.IntStream;

/** The other direction of a search, from the same similarities: for each row of the gallery, the rank of its
 * best-placed query among all queries.
 *
 * <p>The similarity that a row's own queries reach is computed first, equal to the last bit. Then each block of
 * similarities is compared with it, so the product of queries and gallery is computed once for both directions. */
final class ReverseRanking {

    /** Columns of a task: their values and the counts stay in the cache. */
    private static final int TASK_COLUMNS = 1024;

    private final TieBreak ties;
    private final Folds queryFolds;
    private final int[] best;
    private final float[] similarities;
    private final int[] ranks;
    private final int[] foldRanks;

    /** @param targets    the queries that are right for each row of the gallery; none leaves the row out
     * @param ties       order equally similar queries
     * @param queryFolds of the queries */
    ReverseRanking(FloatMatrix queries, FloatMatrix gallery, int[][] targets, TieBreak ties, Folds queryFolds) {
        this.ties = ties;
        this.queryFolds = queryFolds;
        this.best = new int[targets.length];
        this.similarities = new float[targets.length];
        this.ranks = new int[targets.length];
        this.foldRanks = new int[targets.length];
        IntStream.range(0, targets.length).parallel().forEach(row -> {
            similarities[row] = Float.POSITIVE_INFINITY;
            for (int i = 0; i < targets[row].length; i++) {
                int query = targets[row][i];
                float its = queries.dotAsProduct(query, gallery, row);
                if (i == 0 || its > similarities[row]
                        || (its == similarities[row] && ties.isBefore(query, best[row]))) {
                    similarities[row] = its;
                    best[row] = query;
                }
            }
        });
    }

    /** Counts the queries of a block that are before the right one of each row. */
    void see(Block block) {
        int columns = best.length;
        IntStream.range(0, (columns + TASK_COLUMNS - 1) / TASK_COLUMNS).parallel().forEach(task -> {
            int from = task * TASK_COLUMNS;
            int to = Math.min(columns, from + TASK_COLUMNS);
            block.queries().forEach(query -> see(query, block.row(query).less(similarities), from, to));
        });
    }

    /** @param surplus of the query's similarity over that of each row's right query */
    private void see(int query, Row surplus, int from, int to) {
        for (int row = surplus.nextAtLeast(0, from, to); row < to; row = surplus.nextAtLeast(0, row + 1, to)) {
            if (surplus.get(row) > 0 || ties.isBefore(query, best[row])) {
                ranks[row]++;
                foldRanks[row] += queryFolds.of(query) == queryFolds.of(best[row]) ? 1 : 0;
            }
        }
    }

    /** The ranks of some rows of the gallery, when all blocks were seen. */
    RanksFound found(int[] rows) {
        return new RanksFound(IntStream.of(rows).map(row -> 1 + ranks[row]).toArray(), IntStream.of(rows)
                .map(row -> queryFolds.of(best[row]) == Folds.NONE ? 0 : 1 + foldRanks[row]).toArray());
    }
}
