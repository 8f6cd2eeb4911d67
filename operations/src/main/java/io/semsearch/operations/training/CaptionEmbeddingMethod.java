package io.semsearch.operations.training;

import io.semsearch.text.WordWeighting;

/** How the vectors of a caption's words become the caption's embedding. */
public enum CaptionEmbeddingMethod {

    /** Their mean. */
    MEAN,

    /** Their sum, weighted by rarity. */
    IDF,

    /** Their sum, weighted by smooth inverse frequency, without the component that all captions share (Arora, Liang and
     * Ma 2017). */
    SIF,

    /** Their sum, weighted by rarity; the vectors are learned together with the projection. */
    LEARNED;

    /** The weights of the words. */
    WordWeighting weighting() {
        return switch (this) {
            case MEAN -> WordWeighting.MEAN;
            case SIF -> WordWeighting.SIF;
            case IDF, LEARNED -> WordWeighting.IDF;
        };
    }
}
