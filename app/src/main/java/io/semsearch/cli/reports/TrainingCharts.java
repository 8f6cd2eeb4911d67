package io.semsearch.cli.reports;

import io.semsearch.files.AtomicFile;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.trainer.EpochReport;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts of a training: loss, triplet accuracy and recall by epoch. */
public final class TrainingCharts {

    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 380;

    private TrainingCharts() {}

    /** Draws the charts side by side into a PNG file; remarks why if that is impossible.
     *
     * @param reports at least one, each with what was measured on the validation images */
    public static void write(Path file, List<EpochReport> reports, OperationListener listener) throws IOException {
        try {
            byte[] png = Plot.png(Charts.draw(of(reports), CHART_WIDTH, CHART_HEIGHT));
            AtomicFile.write(file, unfinished -> Files.write(unfinished, png));
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            listener.onRemark(Formats.text("there are no curves: this Java cannot draw text (%s); the figures are in "
                    + "reports/training.jsonl", Formats.line(String.valueOf(e))));
        }
    }

    /** The charts.
     *
     * @param reports at least one, each with what was measured on the validation images */
    static List<XYChart> of(List<EpochReport> reports) {
        XYChart loss = chart("Loss: of training, and of validation triplets", "loss");
        add(loss, "training", reports, EpochReport::trainingLoss);
        add(loss, "validation", reports, report -> validation(report).loss());
        XYChart accuracy = chart("Comparisons in the right order", "share");
        add(accuracy, "training", reports, EpochReport::trainingAccuracy);
        add(accuracy, "validation", reports, report -> validation(report).accuracy());
        XYChart recall = chart("Validation: text to image among " + validation(reports.getFirst()).gallerySize()
                + " images", "share of queries");
        add(recall, "R@1", reports, report -> validation(report).textToImage().recallAt1());
        add(recall, "R@5", reports, report -> validation(report).textToImage().recallAt5());
        add(recall, "R@10", reports, report -> validation(report).textToImage().recallAt10());
        add(recall, "MRR", reports, report -> validation(report).textToImage().meanReciprocalRank());
        return List.of(loss, accuracy, recall);
    }

    private static EpochReport.Measurement validation(EpochReport report) {
        return report.validation().orElseThrow();
    }

    static XYChart chart(String title, String yAxis) {
        XYChart chart = new XYChartBuilder().width(CHART_WIDTH).height(CHART_HEIGHT).title(title).xAxisTitle("epoch")
                .yAxisTitle(yAxis).build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisDecimalPattern("0").setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void add(XYChart chart, String name, List<EpochReport> reports,
            ToDoubleFunction<EpochReport> value) {
        chart.addSeries(name, reports.stream().mapToDouble(EpochReport::epoch).toArray(),
                reports.stream().mapToDouble(value).toArray());
    }
}
