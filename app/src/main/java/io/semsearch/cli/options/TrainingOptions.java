package io.semsearch.cli.options;

import io.semsearch.operations.training.CaptionEmbeddingMethod;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Objective;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.Regularization;
import io.semsearch.trainer.config.TrainingConfig;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model is trained: a recipe, and changes to it. The defaults in the help come from {@link RecipeDefaults}. */
public final class TrainingOptions {

    private enum RecipeName {
        BEST, COURSE
    }

    private enum LossName {
        MARGIN, INFONCE, BOTH
    }

    private enum OptimizerName {
        ADAM, RELATIVE, SGD
    }

    @Option(names = "--recipe", paramLabel = "best|course",
            description = "best: canonical correlation first, then words and projection are trained together. "
                    + "course: the plain recipe with random weights, random negatives and fixed words. Each "
                    + "option below changes one part. Default: ${bundle:default.recipe}.")
    private RecipeName recipe = RecipeName.BEST;

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of the split, the initial weights and all draws. Default: ${bundle:default.seed}.")
    private @Nullable Long seed;

    @Option(names = "--epochs", paramLabel = "N",
            description = "Passes over the captions, at most; best has more on small data. Default: "
                    + "${bundle:default.epochs}.")
    private @Nullable Integer epochs;

    @Option(names = "--patience", paramLabel = "N",
            description = "Epochs without a better validation MRR before training stops. Default: "
                    + "${bundle:default.patience}.")
    private @Nullable Integer patience;

    @Option(names = {"--batch", "--batch-size"}, paramLabel = "N",
            description = "Captions per step; with --negatives image-batch photos, each with all its captions. Default: ${bundle:default.batch}.")
    private @Nullable Integer batchSize;

    @Option(names = "--start", paramLabel = "random|ridge|cca",
            description = "Where training starts: random weights, ridge regression, or regularized canonical "
                    + "correlation. Default: ${bundle:default.start}.")
    private @Nullable Initialization start;

    @Option(names = "--dimension", paramLabel = "N",
            description = "Dimension of the semantic space, with --start cca; otherwise it is that of the word "
                    + "vectors. Default: ${bundle:default.dimension}.")
    private @Nullable Integer dimension;

    @Option(names = "--scaling", paramLabel = "none|center|standardize",
            description = "Scaling of the features, learned from the training photos: subtract the mean (center), "
                    + "and divide by the standard deviation too (standardize). Default: "
                    + "${bundle:default.scaling}.")
    private @Nullable FeatureScaling scaling;

    @Option(names = "--caption-embedding", paramLabel = "mean|idf|sif|learned",
            description = "A caption is the sum of its words' vectors, with equal weights (mean), weighted by "
                    + "rarity (idf), or by smooth inverse frequency without the common component (sif); "
                    + "learned: by rarity, and the vectors are trained with the projection. Default: "
                    + "${bundle:default.caption-embedding}.")
    private @Nullable CaptionEmbeddingMethod captionEmbedding;

    @Option(names = "--sentence-encoder", paramLabel = "NAME",
            description = "Also read captions as whole sentences, by a pretrained encoder: minilm (English; encodes "
                    + "some hundred captions a second, and takes some milliseconds a query). Without it, words "
                    + "alone count.")
    private @Nullable String sentenceEncoder;

    @Option(names = "--min-count", paramLabel = "N",
            description = "Words without a vector get one if this many training captions contain them. Default: "
                    + "${bundle:default.min-count}.")
    private @Nullable Integer minCount;

    @Option(names = "--negatives", paramLabel = "KIND", converter = NegativesConverter.class,
            description = "Photos that a caption must not match: random, semi-hard, hardest (of a pool), in-batch "
                    + "(all others of the batch), in-batch-hardest, image-batch (photos with all their captions). "
                    + "Default: ${bundle:default.negatives}.")
    private @Nullable Negatives negatives;

    @Option(names = "--pool", paramLabel = "N",
            description = "Photos that semi-hard and hardest negatives are chosen from. Default: "
                    + "${bundle:default.pool}.")
    private @Nullable Integer pool;

    @Option(names = "--warm-up", paramLabel = "N",
            description = "Epochs with easier negatives before the hardest. Default: ${bundle:default.warm-up}.")
    private @Nullable Integer warmUpEpochs;

    @Option(names = "--loss", paramLabel = "margin|infonce|both",
            description = "Margin ranking loss, InfoNCE over in-batch or image-batch negatives, or both added (image-batch "
                    + "only). Default: ${bundle:default.loss}.")
    private @Nullable LossName loss;

    @Option(names = "--margin", paramLabel = "X",
            description = "How much more similar the right photo should be. Default: ${bundle:default.margin}.")
    private @Nullable Double margin;

    @Option(names = "--temperature", paramLabel = "X",
            description = "Temperature of infonce. Default: ${bundle:default.temperature}.")
    private @Nullable Double temperature;

    @Option(names = "--dropout", paramLabel = "X",
            description = "Share of a photo's features that a step leaves out. Default: ${bundle:default.dropout}.")
    private @Nullable Double dropout;

    @Option(names = "--weight-decay", paramLabel = "X",
            description = "Weight decay. Default: ${bundle:default.weight-decay}.")
    private @Nullable Double weightDecay;

    @Option(names = "--shorten", paramLabel = "SHARE",
            description = "Share of captions that a step shortens to 25 to 60 %% of their words, for short "
                    + "queries. Default: ${bundle:default.shorten}.")
    private @Nullable Double shorten;

    @Option(names = "--optimizer", paramLabel = "adam|relative|sgd",
            description = "Optimizer; relative is Adam whose steps are relative to the size of the weights, "
                    + "and whose rate rises first and then falls to 0. Default: ${bundle:default.optimizer}.")
    private @Nullable OptimizerName optimizer;

    @Option(names = "--learning-rate", paramLabel = "X",
            description = "Learning rate. Default: ${bundle:default.learning-rate}.")
    private @Nullable Double learningRate;

    @Option(names = "--momentum", paramLabel = "X",
            description = "Momentum of sgd. Default: ${bundle:default.momentum}.")
    private @Nullable Double momentum;

    @Option(names = "--validation-queries", paramLabel = "N",
            description = "Validation captions to rank after each epoch, at most. Default: "
                    + "${bundle:default.validation-queries}.")
    private @Nullable Integer validationQueries;

    /** The recipe with everything that was given in place of its own.
     *
     * @throws IllegalArgumentException if a value is out of its bounds, or two do not fit each other */
    public TrainingRecipe recipe() {
        TrainingRecipe changed = switch (recipe) {
            case BEST -> TrainingRecipe.BEST;
            case COURSE -> TrainingRecipe.COURSE;
        };
        changed = with(changed, captionEmbedding, TrainingRecipe::withCaptionEmbedding);
        changed = with(changed, minCount, TrainingRecipe::withMinCount);
        changed = with(changed, sentenceEncoder, TrainingRecipe::withSentenceEncoder);
        return changed.withConfig(config(changed.config()));
    }

    private TrainingConfig config(TrainingConfig config) {
        TrainingConfig changed = config;
        // first, since it brings a scaling and a warm-up that may then be changed
        changed = with(changed, start, TrainingConfig::withInitialization);
        changed = with(changed, dimension, TrainingConfig::withDimension);
        changed = with(changed, scaling, TrainingConfig::withScaling);
        changed = changed.withObjective(objective(changed.objective()));
        changed = changed.withRegularization(regularization(changed.regularization()));
        changed = changed.withOptimizer(optimizer(changed.optimizer()));
        changed = with(changed, seed, TrainingConfig::withSeed);
        changed = with(changed, epochs, TrainingConfig::withEpochs);
        changed = with(changed, patience, TrainingConfig::withPatience);
        changed = with(changed, batchSize, TrainingConfig::withBatchSize);
        return with(changed, validationQueries, TrainingConfig::withValidationQueries);
    }

    private Objective objective(Objective objective) {
        Objective changed = with(objective, negatives, Objective::with);
        Loss chosen = loss(changed.loss());
        changed = negatives == null
                ? changed.with(chosen)
                : new Objective(chosen, negatives, changed.pool(), changed.warmUpEpochs());
        changed = with(changed, pool, Objective::withPool);
        return with(changed, warmUpEpochs, Objective::withWarmUpEpochs);
    }

    private Loss loss(Loss usual) {
        Loss.Both parts = switch (usual) {
            case Loss.Both both -> both;
            case Loss.Margin ranking -> new Loss.Both(ranking, Loss.InfoNce.DEFAULT, Loss.Both.DEFAULT.share());
            case Loss.InfoNce contrastive ->
                new Loss.Both(Loss.Both.DEFAULT.ranking(), contrastive, Loss.Both.DEFAULT.share());
        };
        Loss.Margin ranking = margin == null ? parts.ranking() : new Loss.Margin(margin);
        Loss.InfoNce contrastive = temperature == null ? parts.contrastive() : new Loss.InfoNce(temperature);
        return switch (loss == null ? nameOf(usual) : loss) {
            case MARGIN -> ranking;
            case INFONCE -> contrastive;
            case BOTH -> new Loss.Both(ranking, contrastive, parts.share());
        };
    }

    private static LossName nameOf(Loss loss) {
        return switch (loss) {
            case Loss.Margin ranking -> LossName.MARGIN;
            case Loss.InfoNce contrastive -> LossName.INFONCE;
            case Loss.Both both -> LossName.BOTH;
        };
    }

    private Regularization regularization(Regularization regularization) {
        return new Regularization(or(dropout, regularization.dropout()), or(weightDecay, regularization.weightDecay()),
                or(shorten, regularization.shortened()));
    }

    private Optimizer optimizer(Optimizer usual) {
        return switch (optimizer == null ? nameOf(usual) : optimizer) {
            case ADAM -> new Optimizer.Adam(or(learningRate, Optimizer.Adam.DEFAULT.learningRate()));
            case RELATIVE ->
                new Optimizer.RelativeAdam(or(learningRate, Optimizer.RelativeAdam.DEFAULT.learningRate()), 0);
            case SGD -> new Optimizer.Sgd(or(learningRate, Optimizer.Sgd.DEFAULT.learningRate()),
                    or(momentum, Optimizer.Sgd.DEFAULT.momentum()));
        };
    }

    private static OptimizerName nameOf(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> OptimizerName.ADAM;
            case Optimizer.RelativeAdam adam -> OptimizerName.RELATIVE;
            case Optimizer.Sgd sgd -> OptimizerName.SGD;
        };
    }

    private static <T, V> T with(T record, @Nullable V given, BiFunction<T, V, T> change) {
        return given == null ? record : change.apply(record, given);
    }

    private static double or(@Nullable Double given, double usual) {
        return given == null ? usual : given;
    }
}
