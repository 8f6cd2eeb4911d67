package io.semsearch.trainer;

/** The loss has stopped being a number: the steps were too large. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DivergedException(int epoch, int step, double loss, double learningRate) {
        super("training diverged in epoch " + epoch + ", step " + step
                + ": the loss is " + loss + "; lower the learning rate (it was " + learningRate + ")");
    }
}
