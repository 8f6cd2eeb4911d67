package io.semsearch.trainer;

import io.semsearch.progress.Progress;
import io.semsearch.trainer.config.Negatives;

/** A listener for the events of a training run, called on the thread that trains. An exception that it throws ends the
 * run. */
public interface TrainingListener {

    /** Ignores all events. */
    TrainingListener NONE = new TrainingListener() {};

    /** Learns the progress of long work before the first epoch. */
    default Progress progress() {
        return Progress.NONE;
    }

    /** Called when an epoch starts, or starts again after a collapse.
     *
     * @param epoch    1-based
     * @param epochs   maximum number of epochs of the run
     * @param captions number of captions of the epoch */
    default void onEpochStart(int epoch, int epochs, int captions) {}

    /** Called after each step.
     *
     * @param captionsDone since the start of the epoch */
    default void onStep(int captionsDone) {}

    /** Called after a collapse; the epoch starts again, from its first weights, with easier negatives.
     *
     * @param step      within the epoch, 1-based
     * @param negatives the negatives that led to the collapse
     * @param easier    the negatives of the new attempt */
    default void onCollapse(int epoch, int step, Negatives negatives, Negatives easier) {}

    /** Called when the loss is not finite; the run ends with the best model so far. */
    default void onDivergence(DivergedException divergence) {}

    /** Called when an epoch was measured and its checkpoint is written.
     *
     * @param isBest true if its validation MRR is higher than that of all earlier epochs, or if there is no
     *               validation */
    default void onEpochEnd(EpochReport report, boolean isBest) {}
}
