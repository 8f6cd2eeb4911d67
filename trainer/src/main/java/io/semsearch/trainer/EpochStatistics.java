package io.semsearch.trainer;

import io.semsearch.trainer.step.TrainableModel;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statistics of the steps of one epoch: mean loss, accuracy, speed and collapse. Not thread-safe. */
final class EpochStatistics {

    private final boolean pairs;
    private final Optional<CollapseDetector> detector;
    private final long begin = System.nanoTime();
    private double seconds;
    private double lossSum;
    private long right;
    private long comparisons;
    private int captions;
    private int count;
    private boolean collapsed;

    /** Starts the clock.
     *
     * @param pairs           true if steps compare all pairs of a batch, false for triplets
     * @param detectsCollapse false to ignore a collapse */
    EpochStatistics(boolean pairs, boolean detectsCollapse) {
        this.pairs = pairs;
        this.detector = detectsCollapse ? Optional.of(new CollapseDetector()) : Optional.empty();
    }

    void add(TrainableModel.Step step, List<Triplet> batch) {
        count++;
        lossSum += step.loss() * batch.size();
        captions += batch.size();
        if (pairs) {
            countPairs(step.similarities(), batch.stream().mapToInt(Triplet::goodImage).toArray());
        } else {
            countTriplets(step.similarities());
        }
        collapsed = detector.map(it -> it.isCollapsed(step.similarities())).orElse(false);
    }

    void stopClock() {
        seconds = (System.nanoTime() - begin) / 1e9;
    }

    /** Number of steps. */
    int count() {
        return count;
    }

    /** Number of captions in all steps. */
    int captions() {
        return captions;
    }

    /** Whether the last step completed a collapse. */
    boolean isCollapsed() {
        return collapsed;
    }

    /** Mean loss over captions. */
    double loss() {
        return lossSum / captions;
    }

    /** Share of comparisons in the correct order, in [0, 1]. */
    double accuracy() {
        return comparisons == 0 ? 1 : (double) right / comparisons;
    }

    /** Captions per second, from the start of the clock to its stop. */
    double captionsPerSecond() {
        return captions / seconds;
    }

    private void countTriplets(FloatMatrix similarities) {
        for (int i = 0; i < similarities.columns(); i++) {
            right += similarities.get(0, i) > similarities.get(1, i) ? 1 : 0;
        }
        comparisons += similarities.columns();
    }

    /** @param imageRows the image of each row and column; pairs of one image are not compared */
    private void countPairs(FloatMatrix similarities, int[] imageRows) {
        int size = imageRows.length;
        float[] values = similarities.values();
        right += IntStream.range(0, size).parallel().mapToLong(row -> {
            float good = values[row * size + row];
            int count = 0;
            for (int column = 0; column < size; column++) {
                // branch-free: early in training the outcome is nearly random
                count += (good > values[row * size + column] ? 1 : 0)
                        & (imageRows[column] != imageRows[row] ? 1 : 0);
            }
            return count;
        }).sum();
        Map<Integer, Long> captionsOf = IntStream.of(imageRows).boxed()
                .collect(Collectors.groupingBy(image -> image, Collectors.counting()));
        comparisons += (long) size * size - captionsOf.values().stream().mapToLong(count -> count * count).sum();
    }
}
