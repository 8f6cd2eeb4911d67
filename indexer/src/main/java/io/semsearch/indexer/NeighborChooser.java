package io.semsearch.indexer;

import java.io.IOException;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/** Chooses neighbours that lie in different directions (Malkov and Yashunin 2018, algorithm 4); of one thread. */
final class NeighborChooser {

    /** Compared at once: most candidates that are not diverse are known by the first ones. */
    private static final int AT_ONCE = 8;
    private static final int MOST_COPIES = 4;
    /** Scores of equal vectors, computed in another order, differ by less. */
    private static final float ROUNDING = 1e-6f;

    private final UpdateableRandomVectorScorer scorer;
    private final int[] chosen;
    private final float[] chosenScores;
    private int chosenCount;
    /** Of the chosen, those that were not marked. */
    private final int[] strangers;
    private int strangerCount;
    private final int[] nodes = new int[AT_ONCE];
    private final float[] scores = new float[AT_ONCE];

    /** @param most neighbours of a node */
    NeighborChooser(UpdateableRandomVectorScorer scorer, int most) {
        this.scorer = scorer;
        this.chosen = new int[most];
        this.chosenScores = new float[most];
        this.strangers = new int[most];
    }

    /** Makes those of the candidates the node's neighbours that are nearer to it than to any that was chosen before;
     * copies of the node are as near to all others as it is, so a few of them are enough.
     *
     * @param candidates nearest first; marked ones were chosen from each other before, and are not compared again
     * @param most       neighbours that are chosen */
    void choose(Links links, int node, long[] candidates, int count, int most) throws IOException {
        scorer.setScoringOrdinal(node);
        float copy = scorer.score(node) - ROUNDING;
        chosenCount = 0;
        strangerCount = 0;
        for (int i = 0; i < count && chosenCount < most; i++) {
            float score = Candidate.score(candidates[i]);
            if (score >= copy ? chosenCount < MOST_COPIES : isDiverse(candidates[i], score)) {
                add(candidates[i], score);
            }
        }
        links.write(node, chosen, chosenScores, chosenCount);
    }

    private void add(long candidate, float score) {
        int node = Candidate.node(candidate);
        chosen[chosenCount] = node;
        chosenScores[chosenCount++] = score;
        if (!Candidate.isMarked(candidate)) {
            strangers[strangerCount++] = node;
        }
    }

    private boolean isDiverse(long candidate, float score) throws IOException {
        return Candidate.isMarked(candidate)
                ? isDiverse(candidate, score, strangers, strangerCount)
                : isDiverse(candidate, score, chosen, chosenCount);
    }

    private boolean isDiverse(long candidate, float score, int[] others, int otherCount) throws IOException {
        if (otherCount > 0) {
            scorer.setScoringOrdinal(Candidate.node(candidate));
        }
        for (int start = 0; start < otherCount; start += AT_ONCE) {
            int count = Math.min(AT_ONCE, otherCount - start);
            System.arraycopy(others, start, nodes, 0, count);
            if (scorer.bulkScore(nodes, scores, count) > score + ROUNDING) {
                return false;
            }
        }
        return true;
    }
}
