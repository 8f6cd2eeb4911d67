package io.semsearch.trainer.config;

/** Regularization, which reduces overfitting.
 *
 * @param dropout     share of an image's features that are zeroed in a step, in [0, 1)
 * @param weightDecay share by which weights shrink in a step, times the learning rate (Loshchilov and Hutter 2019), at
 *                    least 0
 * @param shortened   share of captions that keep a random quarter to 60 % of their words in a step, in [0, 1] */
public record Regularization(double dropout, double weightDecay, double shortened) {

    /** No regularization. */
    public static final Regularization NONE = new Regularization(0, 0);

    /** Captions as they are. */
    public Regularization(double dropout, double weightDecay) {
        this(dropout, weightDecay, 0);
    }

    /** @throws IllegalArgumentException if a value is out of bounds */
    public Regularization {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("the dropout must lie in [0, 1), got " + dropout);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight decay must be at least 0, got " + weightDecay);
        }
        if (!(shortened >= 0 && shortened <= 1)) {
            throw new IllegalArgumentException("the share of shortened captions must lie in [0, 1], got " + shortened);
        }
    }
}
