package io.semsearch.evaluation;

import io.semsearch.vector.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** 95 % confidence intervals of retrieval metrics, by the percentile bootstrap over images.
 *
 * <p>Images are drawn with replacement, each with all its captions. Captions of one image are not independent, so
 * drawing single captions would make the intervals too narrow. Ranks are always those in the whole gallery.
 *
 * @param resamples          number of bootstrap resamples
 * @param recallAt1          share of queries with the correct answer at rank 1
 * @param recallAt5          share of queries with the correct answer among the first 5
 * @param recallAt10         share of queries with the correct answer among the first 10
 * @param meanReciprocalRank mean of 1 / rank */
public record RetrievalIntervals(int resamples, Interval recallAt1, Interval recallAt5, Interval recallAt10,
        Interval meanReciprocalRank) {

    private static final double TAIL = 0.025;

    /** The bounds between which 95 % of the resamples lie. */
    public record Interval(double low, double high) {}

    /** Resamples images and computes the intervals.
     *
     * @param ranks     rank of each query, 1-based, at least one
     * @param images    the image of each query
     * @param resamples number of resamples, at least 1
     * @param seed      seed of the draws */
    static RetrievalIntervals of(int[] ranks, int[] images, int resamples, long seed) {
        int[] distinct = Arrays.stream(images).sorted().distinct().toArray();
        int[] groups = Arrays.stream(images).map(image -> Arrays.binarySearch(distinct, image)).toArray();
        double[] sizes = sums(groups, distinct.length, query -> 1);
        double[][] sums = {sums(groups, distinct.length, query -> ranks[query] <= 1 ? 1 : 0),
                sums(groups, distinct.length, query -> ranks[query] <= 5 ? 1 : 0),
                sums(groups, distinct.length, query -> ranks[query] <= 10 ? 1 : 0),
                sums(groups, distinct.length, query -> 1.0 / ranks[query])};
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom[] generators = IntStream.range(0, resamples).mapToObj(i -> random.split())
                .toArray(SplittableRandom[]::new);
        double[][] drawn = Arrays.stream(generators).parallel().map(generator -> resample(sizes, sums, generator))
                .toArray(double[][]::new);
        return new RetrievalIntervals(resamples, interval(drawn, 0), interval(drawn, 1), interval(drawn, 2),
                interval(drawn, 3));
    }

    private static double[] sums(int[] groups, int count, IntToDoubleFunction value) {
        double[] sums = new double[count];
        for (int query = 0; query < groups.length; query++) {
            sums[groups[query]] += value.applyAsDouble(query);
        }
        return sums;
    }

    /** The metrics of one resample: as many images as there are, drawn with replacement. */
    private static double[] resample(double[] sizes, double[][] sums, SplittableRandom random) {
        double size = 0;
        double[] totals = new double[sums.length];
        for (int i = 0; i < sizes.length; i++) {
            int image = random.nextInt(sizes.length);
            size += sizes[image];
            for (int metric = 0; metric < sums.length; metric++) {
                totals[metric] += sums[metric][image];
            }
        }
        for (int metric = 0; metric < totals.length; metric++) {
            totals[metric] /= size;
        }
        return totals;
    }

    private static Interval interval(double[][] drawn, int metric) {
        double[] values = Arrays.stream(drawn).mapToDouble(metrics -> metrics[metric]).toArray();
        return new Interval(Quantiles.of(values, TAIL), Quantiles.of(values, 1 - TAIL));
    }
}
