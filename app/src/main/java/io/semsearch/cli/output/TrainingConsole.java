package io.semsearch.cli.output;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.operations.Formats;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.DivergedException;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.config.Negatives;

/** Shows a training run on the console: a progress bar within each epoch, a line after it. */
public final class TrainingConsole implements TrainModel.Listener {

    private final Console console;

    public TrainingConsole(Console console) {
        this.console = console;
    }

    @Override
    public Progress progress() {
        return console.progress();
    }

    @Override
    public void onRemark(String remark) {
        console.onRemark(remark);
    }

    @Override
    public void onCollapse(int epoch, int step, Negatives negatives, Negatives gentler) {
        console.note("epoch %2d: collapsed at step %,d: all similarities are alike with %s negatives; the epoch starts "
                + "again with %s ones", epoch, step, negatives, gentler);
    }

    @Override
    public void onDivergence(DivergedException divergence) {
        console.note("%s; the best model so far is kept", String.valueOf(divergence.getMessage()));
    }

    @Override
    public void onEpochEnd(EpochReport report, boolean isBest) {
        console.note("%s%s", training(report), report.validation().map(TrainingConsole::validation).orElse("")
                + (report.validation().isPresent() && isBest ? " (best)" : ""));
    }

    private static String training(EpochReport report) {
        String epoch = report.epoch() == 0
                ? "start   : "
                : Formats.text("epoch %2d: %,.0f captions/s, ", report.epoch(), report.captionsPerSecond());
        return epoch + Formats.text("training loss %.4f, right order %s, MRR %.4f among %,d images",
                report.trainingLoss(), Formats.percent(report.trainingAccuracy()),
                report.training().textToImage().meanReciprocalRank(), report.training().gallerySize());
    }

    private static String validation(EpochReport.Measurement measured) {
        RetrievalMetrics ranks = measured.textToImage();
        return Formats.text(
                "; validation loss %.4f, right order %s, among %,d images R@1/5/10 %.1f/%.1f/%.1f %%, median rank %.0f, "
                        + "mean %.1f, MRR %.4f",
                measured.loss(), Formats.percent(measured.accuracy()), measured.gallerySize(),
                100 * ranks.recallAt1(), 100 * ranks.recallAt5(), 100 * ranks.recallAt10(), ranks.medianRank(),
                ranks.meanRank(), ranks.meanReciprocalRank());
    }
}
