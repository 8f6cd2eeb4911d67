package io.semsearch.trainer;

/** All that a training run can be told, every default in one place.
 *
 * @param seed              of the initial weights and of every draw
 * @param epochs            passes over the captions, at most
 * @param patience          epochs without a better validation MRR after which it stops
 * @param batchSize         triplets a step
 * @param margin            how much more similar the good image should be, a difference of cosines
 * @param optimizer         how a gradient becomes a step
 * @param validationQueries validation captions that are ranked after each epoch, drawn once; all, if there are fewer */
public record TrainingConfig(long seed, int epochs, int patience, int batchSize, double margin, Optimizer optimizer,
        int validationQueries) {

    /** The plain recipe. */
    public static final TrainingConfig DEFAULT = new TrainingConfig(1, 25, 5, 256, 0.25, new Optimizer.Adam(1e-3),
            10_000);

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public TrainingConfig {
        requirePositive("epochs", epochs);
        requirePositive("patience", patience);
        requirePositive("batch size", batchSize);
        requirePositive("validation queries", validationQueries);
        if (!(margin > 0 && margin <= 2)) {
            throw new IllegalArgumentException(
                    "the margin is a difference of cosines: it must lie in (0, 2], got " + margin);
        }
    }

    /** This, with another number of epochs. */
    public TrainingConfig withEpochs(int other) {
        return new TrainingConfig(seed, other, patience, batchSize, margin, optimizer, validationQueries);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + name + " must be at least 1, got " + value);
        }
    }
}
