package io.semsearch.trainer;

/** What a caption and its image are told apart from. */
public enum Negatives {

    /** One image a caption, drawn from all others. */
    RANDOM,

    /** One image a caption: of a pool, the most similar one that is less similar than the good one (Schroff,
     * Kalenichenko and Philbin 2015). */
    SEMI_HARD,

    /** One image a caption: the most similar of a pool. */
    HARDEST,

    /** All other images and captions of the batch, in both directions. */
    IN_BATCH,

    /** The most similar other image and the most similar other caption of the batch (Faghri et al. 2018). */
    IN_BATCH_HARDEST;

    /** Whether all pairs of a batch are compared. */
    public boolean isInBatch() {
        return this == IN_BATCH || this == IN_BATCH_HARDEST;
    }

    /** Whether the bad images come from a pool. */
    public boolean isMined() {
        return this == SEMI_HARD || this == HARDEST;
    }

    /** Whether training may collapse that begins with these. */
    boolean needsWarmUp() {
        return this == HARDEST || this == IN_BATCH_HARDEST;
    }
}
