package io.semsearch.trainer;

import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums over an epoch's steps, and watches for a collapse: all similarities alike, so that the loss sticks at the
 * margin and no gradient tells images apart any more. */
final class StepMetrics {

    private static final int WINDOW = 40;
    /** Below this mean distance from their average similarities count as alike. */
    private static final double ALIKE = 0.005;
    /** Similarities that stand for all: those of 256 captions and 256 images. */
    private static final int SPREAD_SAMPLE = 1 << 16;

    private final boolean pairs;
    private double lossSum;
    private long right;
    private long comparisons;
    private long captions;
    private int stepsAlike;

    /** @param pairs whether steps compare all pairs of a batch */
    StepMetrics(boolean pairs) {
        this.pairs = pairs;
    }

    void add(RankingTraining.Step step, List<Triplet> batch) {
        lossSum += step.loss() * batch.size();
        captions += batch.size();
        if (pairs) {
            countPairs(step.similarities(), batch.stream().mapToInt(Triplet::goodImage).toArray());
        } else {
            countTriplets(step.similarities());
        }
        stepsAlike = spread(step.similarities()) < ALIKE ? stepsAlike + 1 : 0;
    }

    boolean isCollapsed() {
        return stepsAlike >= WINDOW;
    }

    double loss() {
        return lossSum / captions;
    }

    double accuracy() {
        return comparisons == 0 ? 1 : (double) right / comparisons;
    }

    private void countTriplets(FloatMatrix similarities) {
        for (int i = 0; i < similarities.columns(); i++) {
            right += similarities.get(0, i) > similarities.get(1, i) ? 1 : 0;
        }
        comparisons += similarities.columns();
    }

    /** @param imageRows the image of each row and column: pairs of one image are not compared */
    private void countPairs(FloatMatrix similarities, int[] imageRows) {
        int size = imageRows.length;
        float[] values = similarities.values();
        right += IntStream.range(0, size).parallel().mapToLong(row -> {
            float good = values[row * size + row];
            int count = 0;
            for (int column = 0; column < size; column++) {
                // no branch: at first its outcome is as good as random
                count += (good > values[row * size + column] ? 1 : 0)
                        & (imageRows[column] != imageRows[row] ? 1 : 0);
            }
            return count;
        }).sum();
        Map<Integer, Long> captionsOf = IntStream.of(imageRows).boxed()
                .collect(Collectors.groupingBy(image -> image, Collectors.counting()));
        comparisons += (long) size * size - captionsOf.values().stream().mapToLong(count -> count * count).sum();
    }

    /** The mean distance from the mean, in as many of the first rows as stand for all. */
    private static double spread(FloatMatrix similarities) {
        int rows = Math.min(similarities.rows(), Math.max(2, SPREAD_SAMPLE / similarities.columns()));
        int count = rows * similarities.columns();
        double mean = 0;
        for (int i = 0; i < count; i++) {
            mean += similarities.values()[i];
        }
        mean /= count;
        double distance = 0;
        for (int i = 0; i < count; i++) {
            distance += Math.abs(similarities.values()[i] - mean);
        }
        return distance / count;
    }
}
