package io.semsearch.evaluation.captions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the runs of n words in a text. */
final class NGrams {

    /** The longest run that BLEU and CIDEr-D count. */
    static final int LONGEST = 4;

    private NGrams() {}

    /** How often each run of n words occurs; a run is its words with blanks between them. */
    static Map<String, Integer> count(List<String> words, int n) {
        Map<String, Integer> counts = new HashMap<>();
        for (int from = 0; from + n <= words.size(); from++) {
            counts.merge(String.join(" ", words.subList(from, from + n)), 1, Integer::sum);
        }
        return counts;
    }
}
