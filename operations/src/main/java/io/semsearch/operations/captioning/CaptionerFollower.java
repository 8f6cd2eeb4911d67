package io.semsearch.operations.captioning;

import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.Formats;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import io.semsearch.trainer.captioning.CaptionerListener;
import java.util.List;

/** Follows the trainer for the operation: shows the progress of each epoch, passes events on, and stops the run between
 * two steps once the listener cancels. */
final class CaptionerFollower implements CaptionerListener {

    private final TrainCaptioner.Listener listener;
    private Progress.Task epochProgress = Progress.Task.NONE;

    CaptionerFollower(TrainCaptioner.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void onCaptionerEpochStart(int epoch, int epochs, int words) {
        listener.onCaptionerEpochStart(epoch, epochs, words);
        epochProgress = new CancellableProgress(listener).start(Formats.text("Epoch %d of %d", epoch, epochs), words,
                "words");
    }

    @Override
    public void onCaptionerStep(long wordsDone) {
        epochProgress.advanceTo(wordsDone);
        listener.onCaptionerStep(wordsDone);
    }

    @Override
    public void onCaptionerEpochEnd(CaptionerEpoch epoch, List<String> samples, boolean isBest) {
        endProgress();
        listener.onCaptionerEpochEnd(epoch, samples, isBest);
    }

    @Override
    public void onCaptionerDivergence(String message) {
        endProgress();
        listener.onCaptionerDivergence(message);
    }

    private void endProgress() {
        epochProgress.close();
        epochProgress = Progress.Task.NONE;
    }
}
