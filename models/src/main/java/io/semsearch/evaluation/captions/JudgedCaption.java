package io.semsearch.evaluation.captions;

import java.util.List;

/** A caption to judge, and the captions of people that it is compared with.
 *
 * @param words      of the caption; may be empty
 * @param references the words of each caption of a person; at least one */
public record JudgedCaption(List<String> words, List<List<String>> references) {

    /** Copies the lists.
     *
     * @throws IllegalArgumentException if there is no reference */
    public JudgedCaption {
        words = List.copyOf(words);
        references = references.stream().map(List::copyOf).toList();
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a caption is judged by at least one caption of a person, got none");
        }
    }
}
