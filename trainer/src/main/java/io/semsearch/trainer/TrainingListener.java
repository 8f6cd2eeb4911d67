package io.semsearch.trainer;

/** Is told of a training run as it goes on. */
public interface TrainingListener {

    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** An epoch begins.
     *
     * @param epoch    1-based
     * @param epochs   how many there will be, at most
     * @param triplets how many the epoch has */
    default void onEpochStart(int epoch, int epochs, int triplets) {}

    /** A step was taken.
     *
     * @param tripletsDone since the beginning of the epoch */
    default void onStep(int tripletsDone) {}

    /** An epoch has ended and was measured.
     *
     * @param isBest true if no earlier epoch had a validation MRR as high */
    default void onEpochEnd(EpochReport report, boolean isBest) {}
}
