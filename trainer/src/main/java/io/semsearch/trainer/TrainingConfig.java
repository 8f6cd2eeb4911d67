package io.semsearch.trainer;

import io.semsearch.trainer.start.FeatureScaling;
import io.semsearch.trainer.start.Start;

/** All that a training run can be told, every default in one place.
 *
 * @param seed              of the initial weights and of every draw
 * @param epochs            passes over the captions, at most
 * @param patience          epochs without a better validation MRR after which it stops
 * @param batchSize         captions a step
 * @param validationQueries validation captions that are ranked after each epoch, drawn once; all, if there are fewer
 * @param optimizer         how a gradient becomes a step
 * @param objective         what is compared
 * @param regularization    what keeps it from learning by heart
 * @param start             where it starts
 * @param dimension         of the semantic space, for {@link Start#CCA}; the others take that of the word vectors
 * @param scaling           of the features
 * @param learnsWords       whether the words' vectors are learned with the projection */
public record TrainingConfig(long seed, int epochs, int patience, int batchSize, int validationQueries,
        Optimizer optimizer, Objective objective, Regularization regularization, Start start, int dimension,
        FeatureScaling.Kind scaling, boolean learnsWords) {

    /** The plain recipe: random weights, random negatives, fixed words. */
    public static final TrainingConfig COURSE = new TrainingConfig(1, 25, 5, 256, 10_000, new Optimizer.Adam(1e-3),
            Objective.triplets(0.25), Regularization.NONE, Start.RANDOM, 300, FeatureScaling.Kind.NONE, false);

    /** The recipe to take: canonical correlation, then words and projection learned together from the hardest pairs of
     * each batch. */
    public static final TrainingConfig BEST = new TrainingConfig(1, 25, 3, 256, 10_000, new Optimizer.Adam(1e-3),
            new Objective(new Loss.Margin(0.2), Negatives.IN_BATCH_HARDEST, Objective.DEFAULT_POOL, 0),
            new Regularization(0.3, 0), Start.CCA, 300, FeatureScaling.Kind.CENTER, true);

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public TrainingConfig {
        requirePositive("epochs", epochs);
        requirePositive("patience", patience);
        requirePositive("batch size", batchSize);
        requirePositive("validation queries", validationQueries);
        requirePositive("dimension", dimension);
        if (objective.negatives().isInBatch() && batchSize < 2) {
            throw new IllegalArgumentException("in-batch negatives need a batch size of at least 2");
        }
    }

    /** This, with another number of epochs. */
    public TrainingConfig withEpochs(int other) {
        return new TrainingConfig(seed, other, patience, batchSize, validationQueries, optimizer, objective,
                regularization, start, dimension, scaling, learnsWords);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + name + " must be at least 1, got " + value);
        }
    }
}
