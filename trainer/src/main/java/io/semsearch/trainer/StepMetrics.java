package io.semsearch.trainer;

import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;

/** Sums over an epoch's steps, and watches for a collapse: all similarities alike, so that the loss sticks at the
 * margin and no gradient tells images apart any more. */
final class StepMetrics {

    private static final int WINDOW = 40;
    /** Below this mean distance from their average similarities count as alike. */
    private static final double ALIKE = 0.005;

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
        FloatMatrix similarities = step.similarities();
        for (int i = 0; i < batch.size(); i++) {
            if (pairs) {
                for (int j = 0; j < batch.size(); j++) {
                    if (batch.get(i).goodImage() != batch.get(j).goodImage()) {
                        count(similarities.get(i, i), similarities.get(i, j));
                    }
                }
            } else {
                count(similarities.get(0, i), similarities.get(1, i));
            }
        }
        stepsAlike = spread(similarities) < ALIKE ? stepsAlike + 1 : 0;
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

    private void count(double good, double bad) {
        comparisons++;
        right += good > bad ? 1 : 0;
    }

    private static double spread(FloatMatrix similarities) {
        double mean = 0;
        for (float value : similarities.values()) {
            mean += value;
        }
        mean /= similarities.values().length;
        double distance = 0;
        for (float value : similarities.values()) {
            distance += Math.abs(value - mean);
        }
        return distance / similarities.values().length;
    }
}
