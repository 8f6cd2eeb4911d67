package io.semsearch.trainer.config;

/** The initial weights of training. */
public enum Initialization {

    /** Random weights: Glorot's uniform initialization. */
    RANDOM,

    /** Ridge regression from features to caption embeddings. */
    RIDGE,

    /** Regularized canonical correlation analysis of features and words; also gives the words new vectors. */
    CCA
}
