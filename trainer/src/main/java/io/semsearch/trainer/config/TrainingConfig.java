package io.semsearch.trainer.config;

/** All options of a training run, with every default in one place.
 *
 * @param seed              seed of the initial weights and of every draw
 * @param epochs            maximum number of passes over the captions
 * @param patience          number of epochs without a better validation MRR after which the run stops
 * @param batchSize         captions per step; images with {@link Negatives#IMAGE_BATCH}
 * @param validationQueries number of validation captions that are ranked after each epoch, drawn once; all, if there
 *                          are fewer
 * @param optimizer         how a gradient becomes a step
 * @param objective         loss and negatives
 * @param regularization    dropout and weight decay
 * @param initialization    the initial weights
 * @param dimension         of the semantic space, for {@link Initialization#CCA}; the others use that of the word
 *                          vectors
 * @param scaling           scaling of the features
 * @param learnsWords       true if the word vectors are learned together with the projection
 * @param smallData         how epochs and batch size adapt to small data */
public record TrainingConfig(long seed, int epochs, int patience, int batchSize, int validationQueries,
        Optimizer optimizer, Objective objective, Regularization regularization, Initialization initialization,
        int dimension, FeatureScaling scaling, boolean learnsWords, SmallData smallData) {

    /** The plain recipe: random weights, random negatives, fixed word vectors. */
    public static final TrainingConfig COURSE = new TrainingConfig(1, 25, 5, 256, 10_000, Optimizer.Adam.DEFAULT,
            Objective.triplets(0.25), Regularization.NONE, Initialization.RANDOM, 300, FeatureScaling.NONE, false);

    /** The recommended recipe: canonical correlation, then words and projection learned together from batches of images
     * with all their captions. */
    public static final TrainingConfig BEST = new TrainingConfig(1, 5, 25, 256, 10_000, Optimizer.RelativeAdam.DEFAULT,
            new Objective(Loss.Both.DEFAULT, Negatives.IMAGE_BATCH, Objective.DEFAULT_POOL, 0),
            new Regularization(0.3, 0), Initialization.CCA, 300, FeatureScaling.CENTER, true, SmallData.DEFAULT);

    /** A configuration that does not adapt to small data. */
    public TrainingConfig(long seed, int epochs, int patience, int batchSize, int validationQueries,
            Optimizer optimizer, Objective objective, Regularization regularization, Initialization initialization,
            int dimension, FeatureScaling scaling, boolean learnsWords) {
        this(seed, epochs, patience, batchSize, validationQueries, optimizer, objective, regularization, initialization,
                dimension, scaling, learnsWords, SmallData.NONE);
    }

    /** @throws IllegalArgumentException if a value is out of bounds */
    public TrainingConfig {
        requirePositive("epochs", epochs);
        requirePositive("patience", patience);
        requirePositive("batch size", batchSize);
        requirePositive("validation queries", validationQueries);
        requirePositive("dimension", dimension);
        if (objective.negatives().isInBatch() && batchSize < 2) {
            throw new IllegalArgumentException("in-batch negatives need a batch size of at least 2");
        }
        if (regularization.shortened() > 0 && !learnsWords) {
            throw new IllegalArgumentException("captions can be shortened only where words are learned");
        }
    }

    /** A copy with another seed. */
    public TrainingConfig withSeed(long other) {
        return new TrainingConfig(other, epochs, patience, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another number of epochs, on data of any size. */
    public TrainingConfig withEpochs(int other) {
        return new TrainingConfig(seed, other, patience, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, dimension, scaling, learnsWords, new SmallData(0, smallData.steps()));
    }

    /** This for a run on certain data: with epochs and batches for its size, and the schedule of the learning rate.
     *
     * @param images   that have captions
     * @param captions at least 1 */
    public TrainingConfig forRun(int images, int captions) {
        int fitting = smallData.epochs(epochs, captions);
        int size = isImageBatch() ? smallData.batchSize(batchSize, images) : batchSize;
        int drawn = isImageBatch() ? images : captions;
        int steps = fitting * Math.max(1, (drawn + size - 1) / size);
        Optimizer scheduled = optimizer instanceof Optimizer.RelativeAdam adam
                ? new Optimizer.RelativeAdam(adam.learningRate(), steps)
                : optimizer;
        return withEpochs(fitting).withBatchSize(size).withOptimizer(scheduled);
    }

    private boolean isImageBatch() {
        return objective.negatives() == Negatives.IMAGE_BATCH;
    }

    /** A copy with another patience. */
    public TrainingConfig withPatience(int other) {
        return new TrainingConfig(seed, epochs, other, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another batch size, on data of any size. */
    public TrainingConfig withBatchSize(int other) {
        return new TrainingConfig(seed, epochs, patience, other, validationQueries, optimizer, objective,
                regularization, initialization, dimension, scaling, learnsWords,
                new SmallData(smallData.captions(), 0));
    }

    /** A copy with another number of validation queries. */
    public TrainingConfig withValidationQueries(int other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, other, optimizer, objective,
                regularization, initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another optimizer. */
    public TrainingConfig withOptimizer(Optimizer other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, other, objective,
                regularization, initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another objective. */
    public TrainingConfig withObjective(Objective other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, other,
                regularization, initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another regularization. */
    public TrainingConfig withRegularization(Regularization other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, objective, other,
                initialization, dimension, scaling, learnsWords, smallData);
    }

    /** A copy with another initialization and the values that suit it: one warm-up epoch for random weights; for a
     * closed form none, and centred features, which it requires. */
    public TrainingConfig withInitialization(Initialization other) {
        boolean isRandom = other == Initialization.RANDOM;
        Objective suited = objective.withWarmUpEpochs(isRandom ? Objective.RANDOM_WARM_UP_EPOCHS : 0);
        FeatureScaling needed = isRandom || scaling != FeatureScaling.NONE ? scaling : FeatureScaling.CENTER;
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, suited,
                regularization, other, dimension, needed, learnsWords, smallData);
    }

    /** A copy with another dimension of the semantic space. */
    public TrainingConfig withDimension(int other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, other, scaling, learnsWords, smallData);
    }

    /** A copy with another scaling of the features. */
    public TrainingConfig withScaling(FeatureScaling other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, dimension, other, learnsWords, smallData);
    }

    /** A copy with learned or fixed word vectors. */
    public TrainingConfig withLearnedWords(boolean other) {
        return new TrainingConfig(seed, epochs, patience, batchSize, validationQueries, optimizer, objective,
                regularization, initialization, dimension, scaling, other, smallData);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + name + " must be at least 1, got " + value);
        }
    }
}
