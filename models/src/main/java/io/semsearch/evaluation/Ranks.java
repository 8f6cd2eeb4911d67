package io.semsearch.evaluation;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.List;

/** Ranks of the right answers in a gallery searched exactly, 1 is best.
 *
 * <p>Of equally similar rows that one counts as found first which a random permutation of the gallery puts first; it
 * is the same for all queries, and at each call. */
public final class Ranks {

    private static final long TIES_SEED = 1;

    private Ranks() {}

    /** The rank of each query's one right answer.
     *
     * <p>Cost: queries x gallery x dimension multiplications, on all processors.
     *
     * @param queries unit vectors, shape [queries, dimension]
     * @param gallery unit vectors, shape [gallery, dimension]
     * @param targets the row of the right answer of each query
     * @param task    advanced by the number of queries done
     * @throws IllegalArgumentException if there are not as many targets as queries */
    public static int[] ofTargets(FloatMatrix queries, FloatMatrix gallery, int[] targets, Progress.Task task) {
        return Ranking.of(new Ranking.Question(queries, gallery, Ranking.single(targets),
                TieBreak.ofSeed(gallery.rows(), TIES_SEED)), task).found().inGallery();
    }

    /** The rank of the best-placed of each query's right answers.
     *
     * @param targets the rows of the right answers of each query, at least one each
     * @param task    advanced by the number of queries done
     * @throws IllegalArgumentException if there are not as many as queries, or a query has none */
    public static int[] ofBestTargets(FloatMatrix queries, FloatMatrix gallery, int[][] targets,
            Progress.Task task) {
        return Ranking.of(new Ranking.Question(queries, gallery, List.of(targets),
                TieBreak.ofSeed(gallery.rows(), TIES_SEED)), task).found().inGallery();
    }

    /** The rows of the gallery that each query finds first, best first.
     *
     * @param k how many, if the gallery has so many */
    public static int[][] first(FloatMatrix queries, FloatMatrix gallery, int k) {
        int[][] first = new int[queries.rows()][];
        TieBreak ties = TieBreak.ofSeed(gallery.rows(), TIES_SEED);
        SimilarityRows.forEach(queries, gallery, Progress.Task.NONE, block -> block.queries().parallel()
                .forEach(query -> first[query] = block.row(query).first(k, ties)));
        return first;
    }
}
