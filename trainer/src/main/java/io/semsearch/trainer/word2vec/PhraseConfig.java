package io.semsearch.trainer.word2vec;

/** Options of phrase detection; the formula is that of {@link PhraseDetector}.
 *
 * @param threshold    minimum score of a phrase (exclusive), greater than 0: how many times more often the words occur
 *                     side by side than by chance
 * @param discount     subtracted from the count of each pair, at least 0; without it, pairs of rare words become
 *                     phrases by accident
 * @param minimumCount minimum number of occurrences of a phrase, at least 1 */
public record PhraseConfig(double threshold, int discount, int minimumCount) {

    /** The default threshold: that of word2vec's program. */
    public static final double THRESHOLD = 100;

    /** The default discount: that of word2vec's program. */
    public static final int DISCOUNT = 5;

    /** @throws IllegalArgumentException if a number is out of bounds */
    public PhraseConfig {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("the phrase threshold must be greater than 0, got " + threshold);
        }
        if (discount < 0 || minimumCount < 1) {
            throw new IllegalArgumentException("the counts of phrases must be greater than 0, got " + discount + " and "
                    + minimumCount);
        }
    }
}
