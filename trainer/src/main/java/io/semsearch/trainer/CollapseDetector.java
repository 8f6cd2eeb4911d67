package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;

/** Detects a collapse: all similarities become almost equal, the loss stays at the margin, and no gradient separates
 * images. Hardest negatives can cause it (Schroff, Kalenichenko and Philbin 2015, section 3.2). Not thread-safe. */
final class CollapseDetector {

    /** Number of consecutive steps with almost equal similarities that count as a collapse. */
    private static final int STEPS = 40;
    /** Similarities with a mean absolute deviation below this count as almost equal. */
    private static final double ALIKE = 0.005;
    /** Maximum number of similarities to check: those of 256 captions and 256 images. */
    private static final int SAMPLE = 1 << 16;

    private int stepsAlike;

    /** Checks the similarities of one step.
     *
     * @return true if they complete a collapse */
    boolean isCollapsed(FloatMatrix similarities) {
        stepsAlike = meanDeviation(similarities) < ALIKE ? stepsAlike + 1 : 0;
        return stepsAlike >= STEPS;
    }

    /** The mean absolute deviation in the first rows. */
    private static double meanDeviation(FloatMatrix similarities) {
        int rows = Math.min(similarities.rows(), Math.max(2, SAMPLE / similarities.columns()));
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
