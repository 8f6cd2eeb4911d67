package io.semsearch.text;

import java.util.List;
import java.util.stream.IntStream;

/** Numbered words, 0 to size - 1, no word twice. */
public interface Vocabulary {

    /** What {@link #indexOf} gives for a word that is not there. */
    int UNKNOWN = -1;

    /** Number of words. */
    int size();

    /** The word of a number. */
    String word(int index);

    /** All words, in the order of their numbers; unmodifiable. */
    default List<String> words() {
        return IntStream.range(0, size()).mapToObj(this::word).toList();
    }

    /** The number of a word, or {@link #UNKNOWN}. */
    int indexOf(String word);

    /** Words in the longest phrase ({@code hot_dog} has two), at most {@link Terms#LONGEST_PHRASE}; 1 if there is no
     * phrase. Costs nothing. */
    int longestPhrase();
}
