package io.semsearch.cli;

import io.semsearch.trainer.EpochReport;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was measured in training: {@code reports/training.jsonl}, a line an epoch, and {@code reports/training.png},
 * its curves. */
final class TrainingReports {

    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 380;

    private final Optional<Path> folder;

    private TrainingReports(Optional<Path> folder) {
        this.folder = folder;
    }

    static TrainingReports in(Path folder) {
        return new TrainingReports(Optional.of(folder));
    }

    /** Keeps nothing. */
    static TrainingReports none() {
        return new TrainingReports(Optional.empty());
    }

    void clear() throws IOException {
        if (folder.isPresent()) {
            Files.deleteIfExists(folder.get().resolve("training.jsonl"));
            Files.deleteIfExists(folder.get().resolve("training.png"));
        }
    }

    void append(EpochReport report) throws IOException {
        if (folder.isPresent()) {
            Files.writeString(folder.get().resolve("training.jsonl"),
                    JsonMapper.shared().writeValueAsString(report) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** Writes all lines anew, since a run that was interrupted and resumed may lack some, and draws the curves of
     * loss, triplet accuracy and recall. */
    void finish(List<EpochReport> reports) throws IOException {
        if (folder.isEmpty() || reports.isEmpty()) {
            return;
        }
        clear();
        for (EpochReport report : reports) {
            append(report);
        }
        ImageIO.write(Charts.picture(curves(reports), CHART_WIDTH, CHART_HEIGHT), "png",
                folder.get().resolve("training.png").toFile());
    }

    /** The epochs in a folder of reports, in order; empty if there are none. */
    static List<EpochReport> read(Path folder) throws IOException {
        Path file = folder.resolve("training.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> JsonMapper.shared().readValue(line, EpochReport.class)).toList();
        } catch (JacksonException e) {
            throw new IOException(file + ": not the lines that training writes: " + e.getOriginalMessage(), e);
        }
    }

    /** Loss, triplet accuracy and recall by epoch.
     *
     * @param reports at least one, each with what was measured on the validation images */
    static List<XYChart> curves(List<EpochReport> reports) {
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

    private static XYChart chart(String title, String yAxis) {
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
