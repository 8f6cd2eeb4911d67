package io.semsearch.captioning;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first words of a caption, or all of them and the end: the last one, and those before it.
 *
 * @param before         the words before; null at the start
 * @param parentText     the row of {@code before} among the texts that were continued together
 * @param word           the number of the last word
 * @param own            log-probability of the last word
 * @param logProbability of all words together */
record Beginning(@Nullable Beginning before, int parentText, int word, double own, double logProbability) {

    /** No word yet. */
    static final Beginning START = new Beginning(null, 0, CaptionVocabulary.START, 0, 0);

    /** Whether the last word is the end. */
    boolean isComplete() {
        return word == CaptionVocabulary.END;
    }

    /** The words before the last one. */
    Beginning parent() {
        return Objects.requireNonNull(before, "the start has nothing before it");
    }
}
