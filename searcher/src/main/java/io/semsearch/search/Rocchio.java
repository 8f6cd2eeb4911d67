package io.semsearch.search;

/** Weights of relevance feedback: how far a query moves towards relevant images and away from nonrelevant ones.
 *
 * <p>{@code q' = normalize(alpha q + beta mean(relevant) - gamma mean(nonrelevant))}. The query q and the vector of
 * each image have unit length; a mean of images does not, and is left out if there are none (Rocchio, Relevance
 * Feedback in Information Retrieval, 1971; Manning et al., Introduction to Information Retrieval, section 9.1.1).
 *
 * @param alpha weight of the query
 * @param beta  weight of the relevant images
 * @param gamma weight of the nonrelevant images */
public record Rocchio(double alpha, double beta, double gamma) {

    /** The weights that found most images in two rounds of feedback on Flickr8k ({@code docs/benchmarks.md}). */
    public static final Rocchio DEFAULT = new Rocchio(1, 0.5, 0.1);

    /** @throws IllegalArgumentException if a weight is negative or not finite, or all are 0 */
    public Rocchio {
        requireWeight("alpha", alpha);
        requireWeight("beta", beta);
        requireWeight("gamma", gamma);
        if (alpha + beta + gamma == 0) {
            throw new IllegalArgumentException("alpha, beta and gamma must not all be 0");
        }
    }

    private static void requireWeight(String name, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be a number of at least 0, got " + weight);
        }
    }
}
