package io.semsearch.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A random partition of a gallery into folds of equal size. Immutable.
 *
 * <p>Metrics within folds are comparable with figures for smaller galleries. Rows that do not fill a whole
 * fold belong to none. */
final class Folds {

    /** The fold of a row that belongs to no fold. */
    static final int NONE = -1;

    private final int count;
    private final int[] folds;

    private Folds(int count, int[] folds) {
        this.count = count;
        this.folds = folds;
    }

    /** A partition without folds. */
    static Folds none(int rows) {
        int[] folds = new int[rows];
        Arrays.fill(folds, NONE);
        return new Folds(0, folds);
    }

    /** As many whole folds as fit; none if the gallery is no larger than one fold. */
    static Folds ofSize(int size, int rows, long seed) {
        if (rows <= size) {
            return none(rows);
        }
        int count = rows / size;
        int[] folds = TieBreak.permutation(rows, seed);
        for (int row = 0; row < rows; row++) {
            folds[row] = folds[row] < count * size ? folds[row] / size : NONE;
        }
        return new Folds(count, folds);
    }

    /** Assigns items that belong to gallery rows, such as the captions of images, to the folds of these rows.
     *
     * @param rows the gallery row of each item */
    Folds select(int[] rows) {
        return new Folds(count, Arrays.stream(rows).map(row -> folds[row]).toArray());
    }

    int of(int row) {
        return folds[row];
    }

    int count() {
        return count;
    }

    /** The mean of the metrics over folds. Folds without a query are ignored.
     *
     * @param foldRanks  the rank of each query within its fold; 0 if the query is in no fold
     * @param queryFolds the fold of each query */
    RetrievalMetrics mean(int[] foldRanks, Folds queryFolds) {
        int[] sizes = new int[count];
        for (int fold : queryFolds.folds) {
            if (fold != NONE) {
                sizes[fold]++;
            }
        }
        int[][] ranks = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int query = 0; query < foldRanks.length; query++) {
            int fold = queryFolds.folds[query];
            if (fold != NONE) {
                ranks[fold][--sizes[fold]] = foldRanks[query];
            }
        }
        List<RetrievalMetrics> metrics = new ArrayList<>();
        Arrays.stream(ranks).filter(ofFold -> ofFold.length > 0).map(RetrievalMetrics::of).forEach(metrics::add);
        return RetrievalMetrics.mean(metrics);
    }
}
