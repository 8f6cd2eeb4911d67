package io.semsearch.trainer;

/** How word vectors are trained on captions: skip-gram with negative sampling (Mikolov et al. 2013).
 *
 * @param seed          equal seeds give equal vectors
 * @param dimension     length of a vector
 * @param epochs        passes over the captions
 * @param window        words to either side that count as context
 * @param negatives     words drawn for each context word
 * @param minimumCount  rarer words get no vector */
public record Word2VecConfig(long seed, int dimension, int epochs, int window, int negatives, int minimumCount) {

    /** @throws IllegalArgumentException if a number is out of bounds */
    public Word2VecConfig {
        requireAtLeastOne("the dimension", dimension);
        requireAtLeastOne("the epochs", epochs);
        requireAtLeastOne("the window", window);
        requireAtLeastOne("the negatives", negatives);
        requireAtLeastOne("the minimum count", minimumCount);
    }

    /** What suits some thousands of short sentences. */
    public static Word2VecConfig forCaptions(long seed) {
        return new Word2VecConfig(seed, 100, 5, 5, 5, 2);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
