package io.semsearch.evaluation;

import io.semsearch.vector.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Retrieval metrics, computed from the ranks of the correct answers of many queries.
 *
 * @param recallAt1          share of queries with the correct answer at rank 1, in [0, 1]
 * @param recallAt5          share of queries with the correct answer among the first 5
 * @param recallAt10         share of queries with the correct answer among the first 10
 * @param medianRank         median of the ranks, 1-based; the mean of the middle two for an even number of queries
 * @param meanRank           mean of the ranks, 1-based
 * @param meanReciprocalRank mean of 1 / rank, in (0, 1] */
public record RetrievalMetrics(double recallAt1, double recallAt5, double recallAt10, double medianRank,
        double meanRank, double meanReciprocalRank) {

    /** Computes the metrics of ranks.
     *
     * @param ranks 1-based, at least one
     * @throws IllegalArgumentException if there are none */
    public static RetrievalMetrics of(int[] ranks) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException("there is nothing to measure: no query has an answer in the gallery");
        }
        return new RetrievalMetrics(recallAt(1, ranks), recallAt(5, ranks), recallAt(10, ranks),
                Quantiles.median(ranks),
                Arrays.stream(ranks).average().orElseThrow(),
                Arrays.stream(ranks).mapToDouble(rank -> 1.0 / rank).average().orElseThrow());
    }

    /** The expected metrics of random guessing, with one correct answer per query.
     *
     * @param gallerySize N: {@code R@k = min(1, k / N)}, median and mean rank {@code (N + 1) / 2}, MRR {@code H_N / N}
     * @throws IllegalArgumentException if it is not positive */
    public static RetrievalMetrics ofChance(int gallerySize) {
        if (gallerySize < 1) {
            throw new IllegalArgumentException("a gallery needs at least 1 image, got " + gallerySize);
        }
        double size = gallerySize;
        double harmonic = IntStream.rangeClosed(1, gallerySize).mapToDouble(rank -> 1.0 / rank).sum();
        return new RetrievalMetrics(1 / size, Math.min(1, 5 / size), Math.min(1, 10 / size), (size + 1) / 2,
                (size + 1) / 2, harmonic / size);
    }

    /** The mean of each metric over several measurements.
     *
     * @throws IllegalArgumentException if there are none */
    public static RetrievalMetrics mean(List<RetrievalMetrics> all) {
        return new RetrievalMetrics(mean(all, RetrievalMetrics::recallAt1), mean(all, RetrievalMetrics::recallAt5),
                mean(all, RetrievalMetrics::recallAt10), mean(all, RetrievalMetrics::medianRank),
                mean(all, RetrievalMetrics::meanRank), mean(all, RetrievalMetrics::meanReciprocalRank));
    }

    private static double mean(List<RetrievalMetrics> all, ToDoubleFunction<RetrievalMetrics> metric) {
        return all.stream().mapToDouble(metric).average()
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to take the mean of"));
    }

    /** Share of ranks that are at most {@code k}. */
    public static double recallAt(int k, int[] ranks) {
        return (double) Arrays.stream(ranks).filter(rank -> rank <= k).count() / ranks.length;
    }
}
