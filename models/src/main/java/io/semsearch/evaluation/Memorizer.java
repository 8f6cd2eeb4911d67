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

/** A baseline that finds the images of captions it has memorized word for word, and guesses for all others. A test on
 * which it does well measures memory, so every measurement should be compared with it. */
public final class Memorizer {

    private final Map<List<String>, Set<Long>> imagesByWords = new HashMap<>();

    /** @param captions the captions to memorize */
    public Memorizer(List<Caption> captions) {
        for (Caption caption : captions) {
            imagesByWords.computeIfAbsent(Tokenizer.tokenize(caption.text()), unseen -> new HashSet<>())
                    .add(caption.imageId());
        }
    }

    /** Ranks the gallery for each caption: memorized images first, in random order otherwise.
     *
     * @param queries captions; each describes an image of the gallery
     * @param gallery ids of the candidate images
     * @param seed    seed of the random order
     * @return the rank of each query's own image, 1-based */
    public int[] ranks(List<Caption> queries, List<Long> gallery, long seed) {
        Random random = new Random(seed);
        return queries.stream().mapToInt(query -> {
            Set<Long> remembered = imagesByWords.getOrDefault(Tokenizer.tokenize(query.text()), Set.of());
            List<Long> order = new ArrayList<>(gallery);
            Collections.shuffle(order, random);
            // a stable sort keeps the random order of the guesses
            order.sort((a, b) -> Boolean.compare(remembered.contains(b), remembered.contains(a)));
            return order.indexOf(query.imageId()) + 1;
        }).toArray();
    }
}
