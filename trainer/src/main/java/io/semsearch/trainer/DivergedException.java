package io.semsearch.trainer;

/** Thrown when the loss or a weight is not finite, because the learning rate is too high. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A loss that is not finite.
     *
     * @param epoch 1-based
     * @param step  within the epoch, 1-based */
    public DivergedException(int epoch, int step, double loss, double learningRate) {
        super("training diverged in epoch " + epoch + ", step " + step
                + ": the loss is " + loss + "; lower the learning rate (it was " + learningRate + ")");
    }
}
