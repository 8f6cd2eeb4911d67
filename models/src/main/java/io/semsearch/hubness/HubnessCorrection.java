package io.semsearch.hubness;

/** How the hubs among images are held back when a text looks for images.
 *
 * <p>Each way ranks by {@code cos(q, x) - penalty(x)}, where the penalty of an image x tells how near x is to texts in
 * general, which a {@link CaptionBank} stands for. It depends on the image alone, so it is computed once and stored
 * with it. */
public enum HubnessCorrection {

    /** Images are ranked by their cosine to the query. */
    NONE,

    /** Cross-domain similarity local scaling (Conneau et al., Word Translation Without Parallel Data, ICLR 2018, section
     * 2.3): {@code 2 cos(q, x) - r(x)}, with r the mean cosine of an image and the {@value HubPenalties#NEIGHBOURS}
     * captions of the bank nearest to it. Halved, so that it reads as a cosine: the penalty is {@code r(x) / 2}. */
    CSLS,

    /** The inverted softmax (Smith et al., Offline Bilingual Word Vectors, ICLR 2017; Bogolin et al., Cross Modal
     * Retrieval with Querybank Normalisation, CVPR 2022, section 3.2): {@code exp(b cos(q, x)) / mean over the bank of
     * exp(b cos(c, x))}, of which the logarithm is taken and divided by b = {@value HubPenalties#INVERSE_TEMPERATURE}.
     *
     * <p>The whole bank normalizes every query; the second paper's dynamic form, which leaves out queries whose first
     * answer is no bank caption's first answer, depends on all other images and could not be kept up to date. */
    QB_NORM
}
