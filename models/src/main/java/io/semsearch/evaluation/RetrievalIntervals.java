package io.semsearch.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How far metrics would move with other images of the same kind: 95 % confidence intervals by the percentile bootstrap
 * over images.
 *
 * <p>Images are drawn with replacement, each with all of its captions, since captions of one image are not independent:
 * drawn one by one they would make the intervals too narrow. The ranks stay those in the whole gallery.
 *
 * @param resamples          how often the images were drawn anew
 * @param recallAt1          share of queries whose right answer is first
 * @param recallAt5          among the first 5
 * @param recallAt10         among the first 10
 * @param meanReciprocalRank mean of 1 / rank */
public record RetrievalIntervals(int resamples, Interval recallAt1, Interval recallAt5, Interval recallAt10,
        Interval meanReciprocalRank) {

    private static final double TAIL = 0.025;

    /** The bounds that 95 % of the resamples lie between. */
    public record Interval(double low, double high) {}

    /** Draws images anew, many times.
     *
     * @param ranks     of the queries, 1-based, at least one
     * @param images    the image of each query
     * @param resamples how often, at least 1
     * @param seed      of the draws */
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

    /** The metrics of as many images as there are, drawn with replacement. */
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
        double[] sorted = Arrays.stream(drawn).mapToDouble(metrics -> metrics[metric]).sorted().toArray();
        return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
