package io.semsearch.trainer.word2vec;

/** Options of word vector training: skip-gram with negative sampling (Mikolov et al., Distributed Representations of
 * Words and Phrases and their Compositionality, 2013).
 *
 * @param seed         equal seeds give equal vectors
 * @param dimension    length of a vector
 * @param epochs       passes over the text
 * @param window       maximum number of context words on either side
 * @param negatives    random words drawn for each context word
 * @param minimumCount minimum number of occurrences of a word to get a vector */
public record Word2VecConfig(long seed, int dimension, int epochs, int window, int negatives, int minimumCount) {

    /** @throws IllegalArgumentException if a number is out of bounds */
    public Word2VecConfig {
        requireAtLeastOne("the dimension", dimension);
        requireAtLeastOne("the epochs", epochs);
        requireAtLeastOne("the window", window);
        requireAtLeastOne("the negatives", negatives);
        requireAtLeastOne("the minimum count", minimumCount);
    }

    /** The defaults, for some thousands of short sentences or more. */
    public static Word2VecConfig forCaptions(long seed) {
        return new Word2VecConfig(seed, 100, 5, 5, 5, 2);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
