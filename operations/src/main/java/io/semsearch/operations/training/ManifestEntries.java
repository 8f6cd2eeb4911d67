package io.semsearch.operations.training;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.EpochReport;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Objective;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the manifest of a model says about its training: the options, and what was measured. The names are part of the
 * format that {@code docs/formats.md} specifies. */
final class ManifestEntries {

    private ManifestEntries() {}

    /** The options by name; those that have no effect are left out. */
    static Map<String, Object> options(TrainModel.Options given) {
        TrainingConfig config = given.recipe().config();
        Map<String, Object> options = new TreeMap<>();
        options.put("recipe", given.recipe().name());
        options.put("start", name(config.initialization()));
        options.put("scaling", name(config.scaling()));
        options.put("captionEmbedding", name(given.recipe().captionEmbedding()));
        given.recipe().sentenceEncoder().ifPresent(name -> options.put("sentenceEncoder", name));
        options.put("dropout", config.regularization().dropout());
        options.put("weightDecay", config.regularization().weightDecay());
        if (config.regularization().shortened() > 0) {
            options.put("shortened", config.regularization().shortened());
        }
        if (config.initialization() == Initialization.CCA) {
            options.put("dimension", config.dimension());
        }
        options.put("seed", config.seed());
        options.put("epochs", config.epochs());
        options.put("patience", config.patience());
        options.put("batchSize", config.batchSize());
        options.put("vectors", given.vectors().name());
        options.put("refit", given.mode() == TrainModel.Mode.REFIT);
        addObjective(options, config.objective());
        addOptimizer(options, config.optimizer());
        return options;
    }

    private static void addObjective(Map<String, Object> options, Objective objective) {
        options.put("negatives", name(objective.negatives()));
        if (objective.negatives().isMined()) {
            options.put("pool", objective.pool());
        }
        if (objective.warmUpEpochs() > 0) {
            options.put("warmUpEpochs", objective.warmUpEpochs());
        }
        switch (objective.loss()) {
            case Loss.Margin ranking -> options.put("margin", ranking.margin());
            case Loss.InfoNce contrastive -> options.put("temperature", contrastive.temperature());
            case Loss.Both both -> {
                options.put("margin", both.ranking().margin());
                options.put("temperature", both.contrastive().temperature());
                options.put("infonceShare", both.share());
            }
        }
    }

    private static void addOptimizer(Map<String, Object> options, Optimizer optimizer) {
        options.put("learningRate", optimizer.learningRate());
        switch (optimizer) {
            case Optimizer.Adam adam -> options.put("optimizer", "adam");
            case Optimizer.RelativeAdam adam -> options.put("optimizer", "relative");
            case Optimizer.Sgd sgd -> {
                options.put("optimizer", "sgd");
                options.put("momentum", sgd.momentum());
            }
        }
    }

    /** What was measured after the best epoch, by name.
     *
     * @param took for training; reading is not counted; of a resumed run, since it was resumed */
    static Map<String, Object> metrics(EpochReport best, Duration took) {
        EpochReport.Measurement validation = best.validation().orElseThrow();
        RetrievalMetrics ranks = validation.textToImage();
        Map<String, Object> metrics = new TreeMap<>();
        metrics.put("epoch", best.epoch());
        metrics.put("gallerySize", validation.gallerySize());
        metrics.put("queries", validation.queries());
        metrics.put("loss", validation.loss());
        metrics.put("tripletAccuracy", validation.accuracy());
        metrics.put("recallAt1", ranks.recallAt1());
        metrics.put("recallAt5", ranks.recallAt5());
        metrics.put("recallAt10", ranks.recallAt10());
        metrics.put("medianRank", ranks.medianRank());
        metrics.put("meanReciprocalRank", ranks.meanReciprocalRank());
        metrics.put("trainingSeconds", took.toMillis() / 1000.0);
        return metrics;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
