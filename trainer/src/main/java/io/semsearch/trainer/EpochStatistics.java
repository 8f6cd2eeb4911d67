package io.semsearch.trainer;

import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.step.ImageColumns;
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

    private final Negatives negatives;
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
     * @param negatives       what steps compare with
     * @param detectsCollapse false to ignore a collapse */
    EpochStatistics(Negatives negatives, boolean detectsCollapse) {
        this.negatives = negatives;
        this.detector = detectsCollapse ? Optional.of(new CollapseDetector()) : Optional.empty();
    }

    void add(TrainableModel.Step step, List<Triplet> batch) {
        count++;
        lossSum += step.loss() * batch.size();
        captions += batch.size();
        if (!negatives.isInBatch()) {
            countTriplets(step.similarities());
        } else if (negatives == Negatives.IMAGE_BATCH) {
            countPairs(step.similarities(), ImageColumns.distinct(batch));
        } else {
            countPairs(step.similarities(), ImageColumns.ofCaptions(batch));
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

    /** Compares each caption's image with the columns of other images. */
    private void countPairs(FloatMatrix similarities, ImageColumns columns) {
        int[] images = columns.images();
        int[] goodColumns = columns.good();
        int size = images.length;
        float[] values = similarities.values();
        right += IntStream.range(0, goodColumns.length).parallel().mapToLong(row -> {
            float good = values[row * size + goodColumns[row]];
            int image = images[goodColumns[row]];
            int count = 0;
            for (int column = 0; column < size; column++) {
                // branch-free: early in training the outcome is nearly random
                count += (good > values[row * size + column] ? 1 : 0) & (images[column] != image ? 1 : 0);
            }
            return count;
        }).sum();
        Map<Integer, Long> columnsOf = IntStream.of(images).boxed()
                .collect(Collectors.groupingBy(image -> image, Collectors.counting()));
        comparisons += IntStream.of(goodColumns).mapToLong(column -> size - columnsOf.getOrDefault(images[column], 0L))
                .sum();
    }
}
