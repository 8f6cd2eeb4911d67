package io.semsearch.datasets.sample;

/** What makes one sample differ from another.
 *
 * @param seed                 equal seeds give equal samples, file by file, on one version of Java
 * @param trainingPostcards    postcards without any held-out combination, to learn from
 * @param testPostcards        further such postcards, to measure on
 * @param postcardsPerCombination postcards of each held-out combination, which the test part also holds */
public record PostcardSampleOptions(long seed, int trainingPostcards, int testPostcards, int postcardsPerCombination) {

    /** @throws IllegalArgumentException if a number is negative, or there would be nothing to learn from */
    public PostcardSampleOptions {
        if (trainingPostcards < 1 || testPostcards < 0 || postcardsPerCombination < 0) {
            throw new IllegalArgumentException(
                    "a sample needs at least 1 postcard to learn from and no negative numbers, got "
                            + trainingPostcards + ", " + testPostcards + " and " + postcardsPerCombination);
        }
    }

    /** The usual size: 1,900 postcards to learn from, and 500 to measure on. */
    public static PostcardSampleOptions ofSeed(long seed) {
        return new PostcardSampleOptions(seed, 1900, 300, 20);
    }

    /** For a quick look: 400 postcards to learn from, and 120 to measure on. */
    public static PostcardSampleOptions small(long seed) {
        return new PostcardSampleOptions(seed, 400, 60, 6);
    }
}
