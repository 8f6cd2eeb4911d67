package io.semsearch.captioning;

import java.util.List;

/** A caption that a captioner wrote.
 *
 * @param words         in order
 * @param probabilities of each word after those before it, in (0, 1]
 * @param score         log-probability of the whole caption with its end, divided by a power of its length: the higher
 *                      the better; comparable between captions of one photo */
public record WrittenCaption(List<String> words, List<Double> probabilities, double score) {

    /** Copies the lists. */
    public WrittenCaption {
        words = List.copyOf(words);
        probabilities = List.copyOf(probabilities);
    }

    /** The words with blanks between them. */
    public String text() {
        return String.join(" ", words);
    }
}
