package io.semsearch.trainer.config;

/** The scaling of image features before projection. Its parameters are learned from the training images. */
public enum FeatureScaling {

    /** No scaling. */
    NONE,

    /** Subtracts the mean, and divides all features by their common standard deviation. */
    CENTER,

    /** Subtracts the mean, and divides each feature by its own standard deviation. */
    STANDARDIZE
}
