package io.semsearch.search;

/** Relevance feedback: how far a query moves towards images that were judged relevant and away from the others.
 *
 * <p>{@code q' = normalize(alpha q + beta mean(relevant) - gamma mean(nonrelevant))}, all vectors of unit length before
 * they are weighed (Rocchio, Relevance Feedback in Information Retrieval, 1971; Manning et al., Introduction to Information
 * Retrieval, section 9.1.1). A mean of no image is left out.
 *
 * @param alpha how much the query itself counts
 * @param beta  how much the relevant images count
 * @param gamma how much the nonrelevant ones do */
public record Rocchio(double alpha, double beta, double gamma) {

    /** What found most in two rounds of feedback on Flickr8k ({@code docs/benchmarks.md}). */
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
