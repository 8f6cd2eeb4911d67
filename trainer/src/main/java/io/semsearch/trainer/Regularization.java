package io.semsearch.trainer;

/** What keeps training from learning by heart.
 *
 * @param dropout     share of an image's features that are left out in a step, in [0, 1)
 * @param weightDecay by which weights shrink in a step, times the learning rate (Loshchilov and Hutter 2019), at least
 *                    0 */
public record Regularization(double dropout, double weightDecay) {

    /** None. */
    public static final Regularization NONE = new Regularization(0, 0);

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public Regularization {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("the dropout must lie in [0, 1), got " + dropout);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight decay must be at least 0, got " + weightDecay);
        }
    }
}
