package io.semsearch.hubness;

/** The methods that lower the rank of hub images in text-to-image search.
 *
 * <p>Each method ranks by {@code cos(q, x) - penalty(x)}. The penalty of an image x grows with its similarity to texts
 * in general, which a {@link CaptionBank} represents. It depends on the image alone, so it is computed once and stored
 * with the image. */
public enum HubnessCorrection {

    /** No correction: images are ranked by their cosine to the query. */
    NONE,

    /** Cross-domain similarity local scaling (Conneau et al., Word Translation Without Parallel Data, ICLR 2018,
     * section 2.3): {@code 2 cos(q, x) - r(x)}, where r is the mean cosine of an image to its {@value
     * HubPenalties#NEIGHBOURS} nearest captions of the bank. Halved to the scale of a cosine, so the penalty is {@code
     * r(x) / 2}. */
    CSLS,

    /** The inverted softmax (Smith et al., Offline Bilingual Word Vectors, ICLR 2017; Bogolin et al., Cross Modal
     * Retrieval with Querybank Normalisation, CVPR 2022, section 3.2): {@code exp(b cos(q, x)) / mean over the bank of
     * exp(b cos(c, x))}. The similarity is its logarithm divided by b = {@value HubPenalties#INVERSE_TEMPERATURE}.
     *
     * <p>Every query is normalized by the whole bank. The second paper's dynamic form skips queries whose first result
     * is not the first result of any bank caption. It depends on all other images, so it could not be kept up to
     * date. */
    QB_NORM
}
