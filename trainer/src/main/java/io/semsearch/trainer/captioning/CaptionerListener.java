package io.semsearch.trainer.captioning;

import java.util.List;

/** A listener for the events of a captioner's training, called on the thread that trains. An exception that it throws
 * ends the run. */
public interface CaptionerListener {

    /** Ignores all events. */
    CaptionerListener NONE = new CaptionerListener() {};

    /** Called when an epoch starts.
     *
     * @param epoch  1-based
     * @param epochs most epochs of the run
     * @param words  to learn in the epoch */
    default void onCaptionerEpochStart(int epoch, int epochs, int words) {}

    /** Called after each step.
     *
     * @param wordsDone since the start of the epoch */
    default void onCaptionerStep(long wordsDone) {}

    /** Called when an epoch was measured and its checkpoint is written.
     *
     * @param samples captions of the first validation photos
     * @param isBest  true if its validation CIDEr-D is higher than that of all earlier epochs */
    default void onCaptionerEpochEnd(CaptionerEpoch epoch, List<String> samples, boolean isBest) {}

    /** Called when the loss is not finite; the run ends with the best captioner so far.
     *
     * @param message what happened, and the remedy */
    default void onCaptionerDivergence(String message) {}
}
