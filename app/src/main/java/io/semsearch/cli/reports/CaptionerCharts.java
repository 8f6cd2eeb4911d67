package io.semsearch.cli.reports;

import io.semsearch.operations.OperationListener;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Charts of a captioner's training: loss, CIDEr-D and BLEU by epoch. */
public final class CaptionerCharts {

    private CaptionerCharts() {}

    /** Draws the charts side by side into a PNG file; remarks why if that is impossible.
     *
     * @param epochs at least one */
    public static void write(Path file, List<CaptionerEpoch> epochs, OperationListener listener) throws IOException {
        EpochCharts.write(file, () -> of(epochs), "reports/captioner.jsonl", listener);
    }

    private static List<XYChart> of(List<CaptionerEpoch> epochs) {
        EpochCharts<CaptionerEpoch> charts = new EpochCharts<>(epochs, CaptionerEpoch::epoch);
        XYChart loss = EpochCharts.chart("Loss of a word in training", "loss");
        charts.add(loss, "training", CaptionerEpoch::loss);
        XYChart cider = EpochCharts.chart("Validation captions", "CIDEr-D");
        charts.add(cider, "CIDEr-D", epoch -> epoch.validation().ciderD());
        XYChart shares = EpochCharts.chart("Validation captions", "share");
        charts.add(shares, "BLEU-1", epoch -> epoch.validation().bleu1());
        charts.add(shares, "BLEU-4", epoch -> epoch.validation().bleu4());
        charts.add(shares, "ROUGE-L", epoch -> epoch.validation().rougeL());
        return List.of(loss, cider, shares);
    }
}
