package io.semsearch.trainer.start;

/** Where training starts. */
public enum Start {

    /** Random weights: Glorot's uniform initialization. */
    RANDOM,

    /** Ridge regression from features to captions' embeddings. */
    RIDGE,

    /** Regularized canonical correlation of features and words: gives new vectors to the words, too. */
    CCA
}
