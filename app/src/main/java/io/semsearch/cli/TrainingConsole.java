package io.semsearch.cli;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.EpochReport;
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
    public void onEpochStart(int epoch, int epochs, int triplets) {
        task = console.progress().start(Formats.text("Epoch %d of %d", epoch, epochs), triplets, "triplets");
    }

    @Override
    public void onStep(int tripletsDone) {
        task.advanceTo(tripletsDone);
    }

    @Override
    public void onEpochEnd(EpochReport report, boolean isBest) {
        task.close();
        StringBuilder line = new StringBuilder(Formats.text(
                "epoch %2d: training loss %.4f, triplets right %s, %,.0f triplets/s", report.epoch(),
                report.trainingLoss(), Formats.percent(report.trainingAccuracy()), report.tripletsPerSecond()));
        report.validation().ifPresent(validation -> {
            RetrievalMetrics ranks = validation.textToImage();
            line.append(Formats.text(
                    "; validation loss %.4f, triplets right %s; among %,d images R@1/5/10 %.1f/%.1f/%.1f %%, median rank %.0f, "
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
