package io.semsearch.evaluation;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Ranks of the right answers in a gallery searched exactly: 1 is best; ties go to the lower row. */
public final class Ranks {

    private static final int QUERIES_PER_BLOCK = 256;

    private Ranks() {}

    /** The rank of each query's one right answer.
     *
     * <p>Cost: queries x gallery x dimension multiplications, on all processors.
     *
     * @param queries unit vectors, shape [queries, dimension]
     * @param gallery unit vectors, shape [gallery, dimension]
     * @param targets the row of the right answer of each query
     * @param task    is told how many queries are done */
    public static int[] ofTargets(FloatMatrix queries, FloatMatrix gallery, int[] targets, Progress.Task task) {
        int[][] lists = Arrays.stream(targets).mapToObj(target -> new int[]{target}).toArray(int[][]::new);
        return ofBestTargets(queries, gallery, lists, task);
    }

    /** The rank of the best-placed of each query's right answers.
     *
     * @param targets the rows of the right answers of each query, at least one each, rising
     * @param task    is told how many queries are done
     * @throws IllegalArgumentException if there are not as many as queries, or a query has none */
    public static int[] ofBestTargets(FloatMatrix queries, FloatMatrix gallery, int[][] targets,
            Progress.Task task) {
        if (targets.length != queries.rows()) {
            throw new IllegalArgumentException(
                    "each query needs its right answers, got " + targets.length + " for " + queries.rows());
        }
        FloatMatrix galleryColumns = gallery.transpose();
        int[] ranks = new int[queries.rows()];
        for (int start = 0; start < ranks.length; start += QUERIES_PER_BLOCK) {
            int first = start;
            int end = Math.min(ranks.length, start + QUERIES_PER_BLOCK);
            FloatMatrix similarities = queries.rowRange(start, end).multiply(galleryColumns);
            IntStream.range(start, end).parallel()
                    .forEach(query -> ranks[query] = rank(similarities, query - first, targets[query]));
            task.advanceTo(end);
        }
        return ranks;
    }

    private static int rank(FloatMatrix similarities, int row, int[] targets) {
        if (targets.length == 0) {
            throw new IllegalArgumentException("query " + row + " has no right answer");
        }
        int best = targets[0];
        for (int target : targets) {
            if (similarities.get(row, target) > similarities.get(row, best)) {
                best = target;
            }
        }
        float similarity = similarities.get(row, best);
        int rank = 1;
        for (int other = 0; other < similarities.columns(); other++) {
            float its = similarities.get(row, other);
            if (its > similarity || (its == similarity && other < best)) {
                rank++;
            }
        }
        return rank;
    }
}
