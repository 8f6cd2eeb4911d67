package io.semsearch.trainer;

/** Is told of a training run as it goes on. */
public interface TrainingListener {

    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** An epoch begins.
     *
     * @param epoch    1-based
     * @param epochs   how many there will be, at most
     * @param captions how many the epoch has */
    default void onEpochStart(int epoch, int epochs, int captions) {}

    /** A step was taken.
     *
     * @param captionsDone since the beginning of the epoch */
    default void onStep(int captionsDone) {}

    /** All similarities have become alike; the epoch begins anew with gentler negatives.
     *
     * @param step within the epoch, 1-based */
    default void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {}

    /** The loss has stopped being a number; the run ends with the best model so far. */
    default void onDivergence(DivergedException divergence) {}

    /** An epoch has ended and was measured.
     *
     * @param isBest true if no earlier epoch had a validation MRR as high */
    default void onEpochEnd(EpochReport report, boolean isBest) {}
}
