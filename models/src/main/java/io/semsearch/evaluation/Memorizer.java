package io.semsearch.evaluation;

import io.semsearch.dataset.Caption;
import io.semsearch.text.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Finds the images whose captions it has been told, word for word, and guesses otherwise: what every measure should
 * be held against, since a test that it passes tests memory. */
public final class Memorizer {

    private final Map<List<String>, Set<Long>> imagesByWords = new HashMap<>();

    /** @param captions what it remembers */
    public Memorizer(List<Caption> captions) {
        for (Caption caption : captions) {
            imagesByWords.computeIfAbsent(Tokenizer.tokenize(caption.text()), unseen -> new HashSet<>())
                    .add(caption.imageId());
        }
    }

    /** The rank of each caption's own image: remembered images first, all in random order otherwise.
     *
     * @param queries each describes an image of the gallery
     * @param gallery the images to choose from
     * @param seed    of the guesses
     * @return 1-based */
    public int[] ranks(List<Caption> queries, List<Long> gallery, long seed) {
        Random random = new Random(seed);
        return queries.stream().mapToInt(query -> {
            Set<Long> remembered = imagesByWords.getOrDefault(Tokenizer.tokenize(query.text()), Set.of());
            List<Long> order = new ArrayList<>(gallery);
            Collections.shuffle(order, random);
            // a stable sort: guesses keep their random order
            order.sort((a, b) -> Boolean.compare(remembered.contains(b), remembered.contains(a)));
            return order.indexOf(query.imageId()) + 1;
        }).toArray();
    }
}
