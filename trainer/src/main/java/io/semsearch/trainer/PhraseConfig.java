package io.semsearch.trainer;

/** Which words are joined to phrases.
 *
 * @param threshold what a pair's score must exceed: how many times as often the words stand side by side as they would
 *                  by chance; greater is stricter
 * @param discount  delta: taken off each pair's count, so that pairs of rare words are not joined for want of others
 * @param minimumCount what occurs less often is no phrase */
public record PhraseConfig(double threshold, int discount, int minimumCount) {

    /** The discount of word2vec's own program. */
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
