package io.semsearch.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of equal size of a large gallery, drawn by a seed: measured within them, models are comparable with figures of
 * smaller galleries. What is left over belongs to no fold. Immutable. */
final class Folds {

    /** The fold of a row that belongs to none. */
    static final int NONE = -1;

    private final int count;
    private final int[] folds;

    private Folds(int count, int[] folds) {
        this.count = count;
        this.folds = folds;
    }

    /** No fold at all. */
    static Folds none(int rows) {
        int[] folds = new int[rows];
        Arrays.fill(folds, NONE);
        return new Folds(0, folds);
    }

    /** As many folds as fit in, if the gallery is larger than one. */
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

    /** The same folds for the rows of what belongs to the gallery, its captions say.
     *
     * @param rows the row of the gallery that each belongs to */
    Folds select(int[] rows) {
        return new Folds(count, Arrays.stream(rows).map(row -> folds[row]).toArray());
    }

    int of(int row) {
        return folds[row];
    }

    int count() {
        return count;
    }

    /** The mean over folds of what is measured in each. Folds without a query are left out.
     *
     * @param foldRanks of the queries, in their folds; 0 for those of no fold
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
