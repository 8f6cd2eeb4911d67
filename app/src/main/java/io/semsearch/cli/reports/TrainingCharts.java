package io.semsearch.cli.reports;

import io.semsearch.operations.OperationListener;
import io.semsearch.trainer.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Charts of a training: loss, triplet accuracy and recall by epoch. */
public final class TrainingCharts {

    private TrainingCharts() {}

    /** Draws the charts side by side into a PNG file; remarks why if that is impossible.
     *
     * @param reports at least one, each with what was measured on the validation images */
    public static void write(Path file, List<EpochReport> reports, OperationListener listener) throws IOException {
        EpochCharts.write(file, () -> of(reports), "reports/training.jsonl", listener);
    }

    /** The charts.
     *
     * @param reports at least one, each with what was measured on the validation images */
    static List<XYChart> of(List<EpochReport> reports) {
        EpochCharts<EpochReport> charts = new EpochCharts<>(reports, EpochReport::epoch);
        XYChart loss = EpochCharts.chart("Loss: of training, and of validation triplets", "loss");
        charts.add(loss, "training", EpochReport::trainingLoss);
        charts.add(loss, "validation", report -> validation(report).loss());
        XYChart accuracy = EpochCharts.chart("Comparisons in the right order", "share");
        charts.add(accuracy, "training", EpochReport::trainingAccuracy);
        charts.add(accuracy, "validation", report -> validation(report).accuracy());
        XYChart recall = EpochCharts.chart("Validation: text to image among "
                + validation(reports.getFirst()).gallerySize() + " images", "share of queries");
        charts.add(recall, "R@1", report -> validation(report).textToImage().recallAt1());
        charts.add(recall, "R@5", report -> validation(report).textToImage().recallAt5());
        charts.add(recall, "R@10", report -> validation(report).textToImage().recallAt10());
        charts.add(recall, "MRR", report -> validation(report).textToImage().meanReciprocalRank());
        return List.of(loss, accuracy, recall);
    }

    private static EpochReport.Measurement validation(EpochReport report) {
        return report.validation().orElseThrow();
    }
}
