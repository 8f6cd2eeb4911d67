package io.semsearch.cli;

import io.semsearch.text.WordWeighting;
import io.semsearch.trainer.Loss;
import io.semsearch.trainer.Negatives;
import io.semsearch.trainer.Objective;
import io.semsearch.trainer.Optimizer;
import io.semsearch.trainer.Regularization;
import io.semsearch.trainer.TrainingConfig;
import io.semsearch.trainer.start.FeatureScaling;
import io.semsearch.trainer.start.Start;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model is trained: a recipe, and what differs from it. */
final class TrainingOptions {

    /** A whole set of options. */
    enum Recipe {
        BEST, COURSE;

        private TrainingConfig config() {
            return this == BEST ? TrainingConfig.BEST : TrainingConfig.COURSE;
        }
    }

    /** How captions become vectors. */
    enum CaptionEmbeddingName {
        MEAN, IDF, SIF, LEARNED;

        /** How words are weighed. */
        WordWeighting weighting() {
            return switch (this) {
                case MEAN -> WordWeighting.MEAN;
                case SIF -> WordWeighting.SIF;
                case IDF, LEARNED -> WordWeighting.IDF;
            };
        }
    }

    private enum LossName {
        MARGIN, INFONCE
    }

    private enum OptimizerName {
        ADAM, SGD
    }

    private static final double SGD_LEARNING_RATE = 0.1;
    private static final double MOMENTUM = 0.9;
    private static final double TEMPERATURE = 0.05;
    private static final int WARM_UP_EPOCHS = 1;

    @Option(names = "--recipe", paramLabel = "best|course", defaultValue = "best",
            description = "best: canonical correlation first, then words and projection learned together. course: the plain "
                    + "recipe, random weights, random negatives, fixed words. Each option below changes one part. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Recipe recipe = Recipe.BEST;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the split, the initial weights and every draw. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the captions, at most. Default: 25.")
    private @Nullable Integer epochs;

    @Option(names = "--patience", paramLabel = "N",
            description = "Epochs without a better validation MRR before it stops. Default: 3; course: 5.")
    private @Nullable Integer patience;

    @Option(names = {"--batch", "--batch-size"}, paramLabel = "N", description = "Captions a step. Default: 256.")
    private @Nullable Integer batchSize;

    @Option(names = "--start", paramLabel = "random|ridge|cca",
            description = "Where training starts: random weights, ridge regression, or regularized canonical correlation. "
                    + "Default: cca; course: random.")
    private @Nullable Start start;

    @Option(names = "--dimension", paramLabel = "N",
            description = "Of the semantic space, with --start cca; else it is that of the word vectors. Default: 300.")
    private @Nullable Integer dimension;

    @Option(names = "--scaling", paramLabel = "none|center|standardize",
            description = "Of features, learned from the training images: subtract the mean; also divide each by its own "
                    + "deviation. Default: center; course: none.")
    private FeatureScaling.@Nullable Kind scaling;

    @Option(names = "--caption-embedding", paramLabel = "mean|idf|sif|learned",
            description = "A caption is the sum of its words' vectors, weighted alike, by rarity (idf), or by smooth inverse "
                    + "frequency without the common component (sif); learned: by rarity, and the vectors are "
                    + "learned with the projection. Default: learned; course: idf.")
    private @Nullable CaptionEmbeddingName captionEmbedding;

    @Option(names = "--min-count", paramLabel = "N", defaultValue = "3",
            description = "Words without a vector are learned if this many training captions hold them. Default: "
                    + "${DEFAULT-VALUE}.")
    private int minCount;

    @Option(names = "--negatives", paramLabel = "KIND", converter = NegativesConverter.class,
            description = "What an image is told apart from: random, semi-hard, hardest (of a pool), in-batch (all others of "
                    + "the batch), in-batch-hardest. Default: in-batch-hardest; course: random.")
    private @Nullable Negatives negatives;

    @Option(names = "--pool", paramLabel = "N", defaultValue = "2048",
            description = "Images that semi-hard and hardest negatives are chosen from. Default: ${DEFAULT-VALUE}.")
    private int pool;

    @Option(names = "--warm-up", paramLabel = "N",
            description = "Epochs with gentler negatives before the hardest. Default: 1 from a random start, else 0.")
    private @Nullable Integer warmUpEpochs;

    @Option(names = "--loss", paramLabel = "margin|infonce",
            description = "Margin ranking loss, or InfoNCE over in-batch negatives. Default: margin.")
    private LossName loss = LossName.MARGIN;

    @Option(names = "--margin", paramLabel = "X",
            description = "How much more similar the right image should be. Default: 0.2; course: 0.25.")
    private @Nullable Double margin;

    @Option(names = "--temperature", paramLabel = "X", defaultValue = "0.05",
            description = "For infonce. Default: ${DEFAULT-VALUE}.")
    private double temperature = TEMPERATURE;

    @Option(names = "--dropout", paramLabel = "X",
            description = "Share of an image's features left out in a step. Default: 0.3; course: 0.")
    private @Nullable Double dropout;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Default: 0.")
    private @Nullable Double weightDecay;

    @Option(names = "--optimizer", paramLabel = "adam|sgd", defaultValue = "adam",
            description = "Default: ${DEFAULT-VALUE}.")
    private OptimizerName optimizer = OptimizerName.ADAM;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Default: 0.001 for adam, 0.1 for sgd.")
    private @Nullable Double learningRate;

    @Option(names = "--momentum", paramLabel = "X", defaultValue = "0.9",
            description = "For sgd. Default: ${DEFAULT-VALUE}.")
    private double momentum = MOMENTUM;

    @Option(names = "--validation-queries", paramLabel = "N", defaultValue = "10000",
            description = "Validation captions ranked after each epoch, at most. Default: ${DEFAULT-VALUE}.")
    private int validationQueries;

    TrainingConfig config() {
        TrainingConfig plan = recipe.config();
        Start from = or(start, plan.start());
        Regularization regularization = new Regularization(or(dropout, plan.regularization().dropout()),
                or(weightDecay, plan.regularization().weightDecay()));
        return new TrainingConfig(seed, or(epochs, plan.epochs()), or(patience, plan.patience()),
                or(batchSize, plan.batchSize()), validationQueries, optimizer(), objective(plan, from), regularization,
                from, or(dimension, plan.dimension()), or(scaling, scaling(plan, from)),
                captionEmbedding() == CaptionEmbeddingName.LEARNED);
    }

    long seed() {
        return seed;
    }

    Recipe recipe() {
        return recipe;
    }

    CaptionEmbeddingName captionEmbedding() {
        return or(captionEmbedding,
                recipe == Recipe.BEST ? CaptionEmbeddingName.LEARNED : CaptionEmbeddingName.IDF);
    }

    /** In how many captions a word without a vector must stand to be learned.
     *
     * @throws IllegalArgumentException if it is less than 1 */
    int minCount() {
        if (minCount < 1) {
            throw new IllegalArgumentException("--min-count must be at least 1, got " + minCount);
        }
        return minCount;
    }

    /** A closed form needs centred features. */
    private static FeatureScaling.Kind scaling(TrainingConfig plan, Start from) {
        return from != Start.RANDOM && plan.scaling() == FeatureScaling.Kind.NONE
                ? FeatureScaling.Kind.CENTER
                : plan.scaling();
    }

    private Objective objective(TrainingConfig plan, Start from) {
        Negatives usual = loss == LossName.INFONCE ? Negatives.IN_BATCH : plan.objective().negatives();
        Loss chosen = loss == LossName.INFONCE
                ? new Loss.InfoNce(temperature)
                : new Loss.Margin(or(margin, plan.objective().margin()));
        int warmUp = or(warmUpEpochs, from == Start.RANDOM ? WARM_UP_EPOCHS : 0);
        return new Objective(chosen, or(negatives, usual), pool, warmUp);
    }

    private Optimizer optimizer() {
        return switch (optimizer) {
            case ADAM -> new Optimizer.Adam(or(learningRate, TrainingConfig.BEST.optimizer().learningRate()));
            case SGD -> new Optimizer.Sgd(or(learningRate, SGD_LEARNING_RATE), momentum);
        };
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given != null ? given : usual;
    }
}
