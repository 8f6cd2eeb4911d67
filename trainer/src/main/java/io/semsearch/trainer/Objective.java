package io.semsearch.trainer;

/** What is compared, and how a comparison is judged.
 *
 * @param loss         of a comparison
 * @param negatives    what a caption and its image are told apart from
 * @param pool         number of training images that mined negatives come from, drawn anew each epoch
 * @param warmUpEpochs epochs with gentler negatives before the hardest */
public record Objective(Loss loss, Negatives negatives, int pool, int warmUpEpochs) {

    /** Images that mined negatives come from. */
    public static final int DEFAULT_POOL = 2048;

    /** @throws IllegalArgumentException if a value is out of its bounds, or loss and negatives do not fit */
    public Objective {
        if (loss instanceof Loss.InfoNce && negatives != Negatives.IN_BATCH) {
            throw new IllegalArgumentException("InfoNCE compares all pairs of a batch: use in-batch negatives");
        }
        if (pool < 2) {
            throw new IllegalArgumentException("the pool of negatives must hold at least 2 images, got " + pool);
        }
        if (warmUpEpochs < 0) {
            throw new IllegalArgumentException("the warm-up must be at least 0 epochs, got " + warmUpEpochs);
        }
    }

    /** Random negatives and the margin ranking loss: the plain recipe. */
    public static Objective triplets(double margin) {
        return new Objective(new Loss.Margin(margin), Negatives.RANDOM, DEFAULT_POOL, 0);
    }

    /** This with other negatives. */
    Objective with(Negatives others) {
        return new Objective(loss, others, pool, warmUpEpochs);
    }

    /** The margin by which triplets are measured: that of the loss, or the usual one where it has none. */
    public double margin() {
        return loss instanceof Loss.Margin ranking ? ranking.margin() : 0.25;
    }

    /** The negatives of an epoch, 1-based. */
    Negatives negatives(int epoch) {
        if (!negatives.needsWarmUp() || epoch > warmUpEpochs) {
            return negatives;
        }
        return gentler();
    }

    /** Negatives that do not make training collapse. */
    Negatives gentler() {
        return negatives.isInBatch() ? Negatives.IN_BATCH : Negatives.RANDOM;
    }
}
