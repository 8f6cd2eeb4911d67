package io.semsearch.cli;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.Negatives;
import io.semsearch.trainer.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shows a training run: a bar within each epoch, a line after it; and keeps the reports. */
final class TrainingConsole implements TrainingListener {

    private final Console console;
    private final TrainingReports reports;
    private Progress.Task task = Progress.Task.NONE;

    TrainingConsole(Console console, TrainingReports reports) {
        this.console = console;
        this.reports = reports;
    }

    @Override
    public void onEpochStart(int epoch, int epochs, int captions) {
        task = console.progress().start(Formats.text("Epoch %d of %d", epoch, epochs), captions, "captions");
    }

    @Override
    public void onStep(int captionsDone) {
        task.advanceTo(captionsDone);
    }

    @Override
    public void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {
        task.close();
        console.note("epoch %2d: collapsed at step %,d: all similarities are alike with %s negatives; the epoch begins "
                + "anew with %s ones", epoch, step, negatives, gentler);
    }

    @Override
    public void onDivergence(DivergedException divergence) {
        task.close();
        console.note("%s; the best model so far is kept", String.valueOf(divergence.getMessage()));
    }

    @Override
    public void onEpochEnd(EpochReport report, boolean isBest) {
        task.close();
        task = Progress.Task.NONE;
        RetrievalMetrics training = report.training().textToImage();
        StringBuilder line = new StringBuilder(report.epoch() == 0
                ? "start   : "
                : Formats.text("epoch %2d: %,.0f captions/s, ", report.epoch(), report.captionsPerSecond()));
        line.append(Formats.text("training loss %.4f, right order %s, MRR %.4f among %,d images", report.trainingLoss(),
                Formats.percent(report.trainingAccuracy()), training.meanReciprocalRank(),
                report.training().gallerySize()));
        report.validation().ifPresent(validation -> {
            RetrievalMetrics ranks = validation.textToImage();
            line.append(Formats.text(
                    "; validation loss %.4f, right order %s, among %,d images R@1/5/10 %.1f/%.1f/%.1f %%, median rank %.0f, "
                            + "mean %.1f, MRR %.4f%s",
                    validation.loss(), Formats.percent(validation.accuracy()), validation.gallerySize(),
                    100 * ranks.recallAt1(), 100 * ranks.recallAt5(), 100 * ranks.recallAt10(), ranks.medianRank(),
                    ranks.meanRank(), ranks.meanReciprocalRank(), isBest ? " (best)" : ""));
        });
        console.note("%s", line);
        try {
            reports.append(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
