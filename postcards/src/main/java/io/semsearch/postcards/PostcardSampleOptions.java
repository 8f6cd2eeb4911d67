package io.semsearch.postcards;

/** The options of a sample.
 *
 * @param seed                    equal seeds give equal samples, file by file, on one version of Java
 * @param trainingPostcards       number of training postcards, which show no held-out combination
 * @param testPostcards           number of test postcards that show no held-out combination
 * @param postcardsPerCombination number of test postcards for each held-out combination */
public record PostcardSampleOptions(long seed, int trainingPostcards, int testPostcards, int postcardsPerCombination) {

    /** @throws IllegalArgumentException if a number is negative, or there is no training postcard */
    public PostcardSampleOptions {
        if (trainingPostcards < 1 || testPostcards < 0 || postcardsPerCombination < 0) {
            throw new IllegalArgumentException(
                    "a sample needs at least 1 postcard to learn from and no negative numbers, got "
                            + trainingPostcards + ", " + testPostcards + " and " + postcardsPerCombination);
        }
    }

    /** The default size: 1,900 training and 500 test postcards. */
    public static PostcardSampleOptions ofSeed(long seed) {
        return new PostcardSampleOptions(seed, 1900, 300, 20);
    }

    /** A small sample: 400 training and 120 test postcards. */
    public static PostcardSampleOptions small(long seed) {
        return new PostcardSampleOptions(seed, 400, 60, 6);
    }
}
