package io.semsearch.cli.reports;

import io.semsearch.files.AtomicFile;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** Charts of a captioner's training: loss, CIDEr-D and BLEU by epoch. */
public final class CaptionerCharts {

    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 380;

    private CaptionerCharts() {}

    /** Draws the charts side by side into a PNG file; remarks why if that is impossible.
     *
     * @param epochs at least one */
    public static void write(Path file, List<CaptionerEpoch> epochs, OperationListener listener) throws IOException {
        try {
            byte[] png = Plot.png(Charts.draw(of(epochs), CHART_WIDTH, CHART_HEIGHT));
            AtomicFile.write(file, unfinished -> Files.write(unfinished, png));
        } catch (LinkageError | InternalError e) {
            // a Java without fonts or the libraries that draw them, as on servers
            listener.onRemark(Formats.text("there are no curves: this Java cannot draw text (%s); the figures are in "
                    + "reports/captioner.jsonl", Formats.line(String.valueOf(e))));
        }
    }

    private static List<XYChart> of(List<CaptionerEpoch> epochs) {
        XYChart loss = TrainingCharts.chart("Loss of a word in training", "loss");
        add(loss, "training", epochs, CaptionerEpoch::loss);
        XYChart cider = TrainingCharts.chart("Validation captions", "CIDEr-D");
        add(cider, "CIDEr-D", epochs, epoch -> epoch.validation().ciderD());
        XYChart shares = TrainingCharts.chart("Validation captions", "share");
        add(shares, "BLEU-1", epochs, epoch -> epoch.validation().bleu1());
        add(shares, "BLEU-4", epochs, epoch -> epoch.validation().bleu4());
        add(shares, "ROUGE-L", epochs, epoch -> epoch.validation().rougeL());
        return List.of(loss, cider, shares);
    }

    private static void add(XYChart chart, String name, List<CaptionerEpoch> epochs,
            ToDoubleFunction<CaptionerEpoch> value) {
        chart.addSeries(name, epochs.stream().mapToDouble(CaptionerEpoch::epoch).toArray(),
                epochs.stream().mapToDouble(value).toArray());
    }
}
