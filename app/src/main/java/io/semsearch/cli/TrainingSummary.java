package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.Loss;
import io.semsearch.trainer.Optimizer;
import io.semsearch.trainer.TrainingConfig;
import io.semsearch.trainer.TrainingResult;
import io.semsearch.trainer.start.Start;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What a training run leaves behind, in the model's manifest and on the console. */
record TrainingSummary(Path collection, ModelManifest model, TrainingResult result) {

    /** The options for the manifest. */
    static Map<String, Object> options(TrainingOptions given, String vectors, boolean refit) {
        TrainingConfig config = given.config();
        Map<String, Object> options = new TreeMap<>();
        options.put("recipe", name(given.recipe()));
        options.put("start", name(config.start()));
        options.put("scaling", name(config.scaling()));
        options.put("captionEmbedding", name(given.captionEmbedding()));
        options.put("negatives", name(config.objective().negatives()));
        options.put("dropout", config.regularization().dropout());
        options.put("weightDecay", config.regularization().weightDecay());
        if (config.start() == Start.CCA) {
            options.put("dimension", config.dimension());
        }
        if (config.objective().negatives().isMined()) {
            options.put("pool", config.objective().pool());
        }
        if (config.objective().warmUpEpochs() > 0) {
            options.put("warmUpEpochs", config.objective().warmUpEpochs());
        }
        switch (config.objective().loss()) {
            case Loss.Margin ranking -> options.put("margin", ranking.margin());
            case Loss.InfoNce contrastive -> options.put("temperature", contrastive.temperature());
        }
        options.put("seed", config.seed());
        options.put("epochs", config.epochs());
        options.put("patience", config.patience());
        options.put("batchSize", config.batchSize());
        options.put("learningRate", config.optimizer().learningRate());
        switch (config.optimizer()) {
            case Optimizer.Adam adam -> options.put("optimizer", "adam");
            case Optimizer.Sgd sgd -> {
                options.put("optimizer", "sgd");
                options.put("momentum", sgd.momentum());
            }
        }
        options.put("vectors", vectors);
        options.put("refit", refit);
        return options;
    }

    /** The metric that tells how long training took, reading not counted; of a resumed run since it was resumed. */
    private static final String SECONDS = "trainingSeconds";

    /** What was measured after the best epoch, for the manifest. */
    static Map<String, Object> metrics(EpochReport best, Duration took) {
        EpochReport.Measurement validation = best.validation().orElseThrow();
        RetrievalMetrics ranks = validation.textToImage();
        Map<String, Object> metrics = new TreeMap<>(Map.of("epoch", best.epoch(), "gallerySize",
                validation.gallerySize(), "queries",
                validation.queries(), "loss", validation.loss(), "tripletAccuracy", validation.accuracy(), "recallAt1",
                ranks.recallAt1(), "recallAt5", ranks.recallAt5(), "recallAt10", ranks.recallAt10(), "medianRank",
                ranks.medianRank(), "meanReciprocalRank", ranks.meanReciprocalRank()));
        metrics.put(SECONDS, took.toMillis() / 1000.0);
        return metrics;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void print(Console console, FormatOption format) {
        console.out().println(format.isJson() ? json() : text());
        console.out().flush();
    }

    private String json() {
        EpochReport.Measurement validation = result.best().validation().orElseThrow();
        ObjectNode json = ResultJson.object().put("model", folder().toString()).put("fingerprint", model.fingerprint())
                .put("bestEpoch", result.best().epoch()).put("epochs", epochs())
                .put("gallerySize", validation.gallerySize()).put("queries", validation.queries())
                .put("tripletAccuracy", validation.accuracy()).put("loss", validation.loss());
        if (model.metrics().get(SECONDS) instanceof Number seconds) {
            json.put(SECONDS, seconds.doubleValue());
        }
        json.set("textToImage", ResultJson.of(validation.textToImage()));
        return ResultJson.print(json);
    }

    private String text() {
        EpochReport.Measurement validation = result.best().validation().orElseThrow();
        RetrievalMetrics ranks = validation.textToImage();
        return Formats.text("""
                model    %s (%s)
                best     epoch %d of %d
                triplets %s right, loss %.4f
                ranks    R@1 %s, R@5 %s, R@10 %s, median rank %.1f, MRR %.4f
                         (%,d captions, each looking for its own among %,d validation images)
                reports  %s""", folder(), model.fingerprint().substring(0, 12), result.best().epoch(),
                epochs(), Formats.percent(validation.accuracy()), validation.loss(),
                Formats.percent(ranks.recallAt1()), Formats.percent(ranks.recallAt5()),
                Formats.percent(ranks.recallAt10()), ranks.medianRank(), ranks.meanReciprocalRank(),
                validation.queries(), validation.gallerySize(), collection.resolve("reports"));
    }

    private int epochs() {
        return result.reports().getLast().epoch();
    }

    private Path folder() {
        return collection.resolve(ModelArtifact.FOLDER);
    }
}
