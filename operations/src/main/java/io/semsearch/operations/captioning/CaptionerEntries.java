package io.semsearch.operations.captioning;

import io.semsearch.trainer.captioning.CaptionerConfig;
import io.semsearch.trainer.captioning.CaptionerEpoch;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the manifest of a captioner says of its training. */
final class CaptionerEntries {

    private CaptionerEntries() {}

    static Map<String, Object> training(CaptionerConfig config) {
        CaptionerConfig.Step step = config.step();
        return Map.of("architecture", config.architecture().name().toLowerCase(Locale.ROOT), "epochs", config.epochs(),
                "patience", config.patience(), "minCount", config.minCount(), "seed", config.seed(), "batchSize",
                step.batchSize(), "learningRate", step.learningRate(), "averaging", step.averaging(), "clip",
                step.clip());
    }

    static Map<String, Object> metrics(CaptionerEpoch best, Duration took) {
        return Map.of("bestEpoch", best.epoch(), "loss", best.loss(), "bleu4", best.validation().bleu4(), "rougeL",
                best.validation().rougeL(), "ciderD", best.validation().ciderD(), "trainingSeconds",
                took.toMillis() / 1000.0);
    }
}
