package io.semsearch.trainer.config;

/** The negatives with which a caption and its image are compared. */
public enum Negatives {

    /** One image per caption, drawn from all others. */
    RANDOM,

    /** One image per caption: from a pool, the most similar one that is less similar than the good one (Schroff,
     * Kalenichenko and Philbin 2015). */
    SEMI_HARD,

    /** One image per caption: the most similar one of a pool. */
    HARDEST,

    /** All other images and captions of the batch, in both directions. */
    IN_BATCH,

    /** The most similar other image and the most similar other caption of the batch (Faghri et al. 2018). */
    IN_BATCH_HARDEST,

    /** Batches of images with all their captions. Margin ranking loss: the most similar other image, and the most
     * similar caption of other images. InfoNCE: all other images, and all captions of other images. */
    IMAGE_BATCH;

    /** True if all pairs of a batch are compared. */
    public boolean isInBatch() {
        return this == IN_BATCH || this == IN_BATCH_HARDEST || this == IMAGE_BATCH;
    }

    /** True if the bad images come from a pool. */
    public boolean isMined() {
        return this == SEMI_HARD || this == HARDEST;
    }

    /** True if training that starts with these negatives can collapse. */
    boolean needsWarmUp() {
        return this == HARDEST || this == IN_BATCH_HARDEST;
    }
}
