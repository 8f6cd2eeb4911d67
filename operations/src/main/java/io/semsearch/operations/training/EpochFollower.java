package io.semsearch.operations.training;

import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.Formats;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.TrainingListener;
import io.semsearch.trainer.config.Negatives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Follows the trainer for the operation: shows the progress of each epoch, passes events on, keeps the reports, and
 * stops the run between two steps once the listener cancels. */
final class EpochFollower implements TrainingListener {

    private final TrainModel.Listener listener;
    private final Optional<TrainingReports> reports;
    private Progress.Task epochProgress = Progress.Task.NONE;

    /** @param reports where to write what is measured; empty to keep nothing */
    EpochFollower(TrainModel.Listener listener, Optional<TrainingReports> reports) {
        this.listener = listener;
        this.reports = reports;
    }

    @Override
    public Progress progress() {
        return new CancellableProgress(listener);
    }

    @Override
    public void onEpochStart(int epoch, int epochs, int captions) {
        listener.onEpochStart(epoch, epochs, captions);
        epochProgress = new CancellableProgress(listener).start(Formats.text("Epoch %d of %d", epoch, epochs), captions,
                "captions");
    }

    @Override
    public void onStep(int captionsDone) {
        epochProgress.advanceTo(captionsDone);
        listener.onStep(captionsDone);
    }

    @Override
    public void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {
        endProgress();
        listener.onCollapse(epoch, step, negatives, gentler);
    }

    @Override
    public void onDivergence(DivergedException divergence) {
        endProgress();
        listener.onDivergence(divergence);
    }

    @Override
    public void onEpochEnd(EpochReport report, boolean isBest) {
        endProgress();
        listener.onEpochEnd(report, isBest);
        if (reports.isEmpty()) {
            return;
        }
        try {
            reports.get().append(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endProgress() {
        epochProgress.close();
        epochProgress = Progress.Task.NONE;
    }
}
