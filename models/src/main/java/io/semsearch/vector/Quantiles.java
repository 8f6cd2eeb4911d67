package io.semsearch.vector;

import java.util.Arrays;

/** Medians and other quantiles of unsorted values. Values are not modified.
 *
 * <p>A share is in [0, 1]: 0.5 is the median, 0.99 the 99th percentile. */
public final class Quantiles {

    private Quantiles() {}

    /** The median: the middle value, or the mean of the middle two.
     *
     * @throws IllegalArgumentException if there is no value */
    public static double median(double[] values) {
        return of(values, 0.5);
    }

    /** The median: the middle value, or the mean of the middle two.
     *
     * @throws IllegalArgumentException if there is no value */
    public static double median(int[] values) {
        return median(Arrays.stream(values).asDoubleStream().toArray());
    }

    /** A quantile with linear interpolation between the two values around position {@code share (n - 1)} of the sorted
     * values (Hyndman and Fan 1996, definition 7: the default of R and numpy).
     *
     * @throws IllegalArgumentException if there is no value, or the share is outside [0, 1] */
    public static double of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = place(sorted.length, share);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** A quantile without interpolation: the lower of the two values around position {@code share (n - 1)} of the
     * sorted values.
     *
     * @throws IllegalArgumentException if there is no value, or the share is outside [0, 1] */
    public static float lower(float[] values, double share) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) place(sorted.length, share)];
    }

    private static double place(int count, double share) {
        if (count == 0) {
            throw new IllegalArgumentException("a quantile needs at least 1 value, got none");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of a quantile must lie between 0 and 1, got " + share);
        }
        return share * (count - 1);
    }
}
