package io.semsearch.cli.captions;

import io.semsearch.cli.output.Console;
import io.semsearch.operations.captioning.TrainCaptioner;
import io.semsearch.progress.Progress;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import java.util.List;

/** Shows the training of a captioner on the console: a progress bar within each epoch, and after it what was measured
 * and a few captions. */
final class CaptionerConsole implements TrainCaptioner.Listener {

    private final Console console;

    CaptionerConsole(Console console) {
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
    public void onCaptionerEpochEnd(CaptionerEpoch epoch, List<String> samples, boolean isBest) {
        console.note("epoch %2d: %,.0f words/s, loss %.4f; validation CIDEr-D %.3f, BLEU-4 %.1f, ROUGE-L %.1f%s",
                epoch.epoch(), epoch.wordsPerSecond(), epoch.loss(), epoch.validation().ciderD(),
                100 * epoch.validation().bleu4(), 100 * epoch.validation().rougeL(), isBest ? " (best)" : "");
        samples.forEach(sample -> console.note("  %s", sample));
    }

    @Override
    public void onCaptionerDivergence(String message) {
        console.note("%s; the best captioner so far is kept", message);
    }
}
