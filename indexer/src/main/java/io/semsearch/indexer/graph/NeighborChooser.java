package io.semsearch.indexer.graph;

import java.io.IOException;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/** Selects neighbours that lie in different directions (Malkov and Yashunin 2018, algorithm 4). Not thread-safe. */
final class NeighborChooser {

    /** Number of vectors compared at once: most rejected candidates are rejected by the first few. */
    private static final int AT_ONCE = 8;
    /** Maximum number of neighbours that are copies of the node. */
    private static final int MOST_COPIES = 4;
    /** Upper bound of the rounding difference of the scores of equal vectors, computed in different orders. */
    private static final float ROUNDING = 1e-6f;

    private final UpdateableRandomVectorScorer scorer;
    private final int[] chosen;
    private final float[] chosenScores;
    private int chosenCount;
    /** The chosen neighbours that were not marked. */
    private final int[] strangers;
    private int strangerCount;
    private final int[] nodes = new int[AT_ONCE];
    private final float[] scores = new float[AT_ONCE];

    /** @param most maximum number of neighbours of a node */
    NeighborChooser(UpdateableRandomVectorScorer scorer, int most) {
        this.scorer = scorer;
        this.chosen = new int[most];
        this.chosenScores = new float[most];
        this.strangers = new int[most];
    }

    /** Writes a node's neighbours: each candidate that is nearer to the node than to every neighbour chosen before it.
     * Copies of the node are as near to all others as the node itself, so only a few of them are taken.
     *
     * @param candidates nearest first; marked ones were chosen together before, and are not compared with each other
     * @param most       maximum number of neighbours */
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
