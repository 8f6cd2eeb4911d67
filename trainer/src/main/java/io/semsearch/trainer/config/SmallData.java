package io.semsearch.trainer.config;

/** How a run adapts to small data, which would otherwise have too few steps to learn from.
 *
 * @param captions of all epochs together, at least: small data has more epochs, up to {@value #MOST_EPOCHS}; 0 to keep
 *                 the number of epochs
 * @param steps    of an epoch, at least: small data has smaller batches of images, down to {@value #SMALLEST_BATCH}; 0
 *                 to keep the batch size */
public record SmallData(int captions, int steps) {

    /** No adaptation. */
    public static final SmallData NONE = new SmallData(0, 0);

    /** As many captions as 5 epochs of 6,000 photos with five captions each, in at least 12 steps an epoch. */
    public static final SmallData DEFAULT = new SmallData(149_900, 12);

    private static final int MOST_EPOCHS = 40;
    private static final int SMALLEST_BATCH = 32;

    /** @throws IllegalArgumentException if a number is negative */
    public SmallData {
        if (captions < 0 || steps < 0) {
            throw new IllegalArgumentException(
                    "captions and steps must be at least 0, got " + captions + " and " + steps);
        }
    }

    /** The epochs of a run.
     *
     * @param usual of large data
     * @param found captions in the data, at least 1 */
    int epochs(int usual, int found) {
        return Math.max(usual, Math.min(MOST_EPOCHS, captions / found));
    }

    /** The images of a batch.
     *
     * @param usual of large data
     * @param found images in the data */
    int batchSize(int usual, int found) {
        return steps == 0 ? usual : Math.min(usual, Math.max(SMALLEST_BATCH, found / steps));
    }
}
