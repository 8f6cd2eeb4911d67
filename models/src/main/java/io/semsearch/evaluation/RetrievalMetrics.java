package io.semsearch.evaluation;

import java.util.Arrays;

/** What the ranks of the right answers of many queries say.
 *
 * @param recallAt1          share of queries whose right answer is first, in [0, 1]
 * @param recallAt5          share of queries whose right answer is among the first 5
 * @param recallAt10         share of queries whose right answer is among the first 10
 * @param medianRank         the middle rank, 1-based; the mean of the middle two for an even number of queries
 * @param meanRank           1-based
 * @param meanReciprocalRank mean of 1 / rank, in (0, 1] */
public record RetrievalMetrics(double recallAt1, double recallAt5, double recallAt10, double medianRank,
        double meanRank, double meanReciprocalRank) {

    /** Summarizes ranks.
     *
     * @param ranks 1-based, at least one
     * @throws IllegalArgumentException if there are none */
    public static RetrievalMetrics of(int[] ranks) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException("there is nothing to measure: no query has an answer in the gallery");
        }
        int[] sorted = ranks.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new RetrievalMetrics(recallAt(1, ranks), recallAt(5, ranks), recallAt(10, ranks), median,
                Arrays.stream(ranks).average().orElseThrow(),
                Arrays.stream(ranks).mapToDouble(rank -> 1.0 / rank).average().orElseThrow());
    }

    /** Share of ranks that are at most {@code k}. */
    public static double recallAt(int k, int[] ranks) {
        return (double) Arrays.stream(ranks).filter(rank -> rank <= k).count() / ranks.length;
    }
}
