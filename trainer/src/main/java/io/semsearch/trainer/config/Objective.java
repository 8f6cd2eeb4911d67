package io.semsearch.trainer.config;

/** The objective of training: the loss and the negatives.
 *
 * @param loss         loss of a comparison
 * @param negatives    the negatives with which a caption and its image are compared
 * @param pool         number of training images from which hard negatives are chosen, drawn again in each epoch
 * @param warmUpEpochs epochs with gentler negatives before the hardest */
public record Objective(Loss loss, Negatives negatives, int pool, int warmUpEpochs) {

    /** Default size of the pool of hard negatives. */
    public static final int DEFAULT_POOL = 2048;

    /** Warm-up epochs of a run that starts from random weights. */
    static final int RANDOM_WARM_UP_EPOCHS = 1;

    /** @throws IllegalArgumentException if a value is out of bounds, or loss and negatives do not fit */
    public Objective {
        if (loss instanceof Loss.InfoNce && negatives != Negatives.IN_BATCH && negatives != Negatives.IMAGE_BATCH) {
            throw new IllegalArgumentException(
                    "InfoNCE compares all pairs of a batch: use in-batch or image-batch negatives");
        }
        if (loss instanceof Loss.Both && negatives != Negatives.IMAGE_BATCH) {
            throw new IllegalArgumentException("the margin ranking loss with InfoNCE needs image-batch negatives");
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

    /** A copy with another loss, and with negatives that it supports: InfoNCE keeps image-batch negatives, or sets
     * in-batch ones. */
    public Objective with(Loss other) {
        Negatives suited = switch (other) {
            case Loss.Margin ranking -> negatives;
            case Loss.InfoNce contrastive -> negatives == Negatives.IMAGE_BATCH ? negatives : Negatives.IN_BATCH;
            case Loss.Both both -> Negatives.IMAGE_BATCH;
        };
        return new Objective(other, suited, pool, warmUpEpochs);
    }

    /** A copy with other negatives. Of two losses, others than image-batch negatives keep the margin ranking loss. */
    public Objective with(Negatives others) {
        Loss suited = loss instanceof Loss.Both both && others != Negatives.IMAGE_BATCH ? both.ranking() : loss;
        return new Objective(suited, others, pool, warmUpEpochs);
    }

    /** A copy with a pool of another size. */
    public Objective withPool(int other) {
        return new Objective(loss, negatives, other, warmUpEpochs);
    }

    /** A copy with another number of warm-up epochs. */
    public Objective withWarmUpEpochs(int other) {
        return new Objective(loss, negatives, pool, other);
    }

    /** The margin for measuring triplets: that of the loss, or 0.25 if the loss has none. */
    public double margin() {
        return switch (loss) {
            case Loss.Margin ranking -> ranking.margin();
            case Loss.Both both -> both.ranking().margin();
            case Loss.InfoNce contrastive -> 0.25;
        };
    }

    /** The negatives of an epoch, 1-based. */
    public Negatives negatives(int epoch) {
        if (!negatives.needsWarmUp() || epoch > warmUpEpochs) {
            return negatives;
        }
        return gentler();
    }

    /** Negatives with which training does not collapse. */
    public Negatives gentler() {
        return negatives.isInBatch() ? Negatives.IN_BATCH : Negatives.RANDOM;
    }
}
