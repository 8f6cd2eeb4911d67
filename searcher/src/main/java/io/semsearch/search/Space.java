package io.semsearch.search;

/** The vector space in which a query is compared with images. Similarity is the cosine in both. */
public enum Space {

    /** The learned space of images and words: [semanticDimension]. */
    SEMANTIC,

    /** The image encoder's features: [featureDimension]. */
    FEATURES
}
