package io.semsearch.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The words that captions hold, and which of them are adjacent: the words that are read from a file of word vectors.
 *
 * <p>Neighbours are looked for when a phrase is first asked about, so that vectors without phrases cost nothing. They
 * take some 60 bytes a pair (COCO's 414,113 captions have about half a million); all sequences of up to four words
 * would be many times as many. Not thread-safe. */
public final class CaptionWords {

    private final Iterable<List<String>> captions;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<Long> neighbours = new HashSet<>();
    private boolean neighboursCounted;

    /** @param captions each a list of words; gone through once, and once more where phrases are asked about */
    public CaptionWords(Iterable<List<String>> captions) {
        this.captions = captions;
        for (List<String> caption : captions) {
            caption.forEach(word -> numbers.putIfAbsent(word, numbers.size()));
        }
    }

    /** Number of different words, phrases not counted. */
    public int size() {
        return numbers.size();
    }

    /** True for a word of the captions, and for a phrase of which every two neighbours are neighbours somewhere in
     * them: a phrase of three or four words may thus be one that no caption holds. */
    public boolean contains(String term) {
        if (numbers.containsKey(term)) {
            return true;
        }
        List<String> words = Terms.words(term);
        return words.size() > 1 && numbers.keySet().containsAll(words) && areNeighbours(words);
    }

    private boolean areNeighbours(List<String> words) {
        if (!neighboursCounted) {
            captions.forEach(this::countNeighbours);
            neighboursCounted = true;
        }
        for (int i = 1; i < words.size(); i++) {
            if (!neighbours.contains(pair(words.get(i - 1), words.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private void countNeighbours(List<String> caption) {
        for (int i = 1; i < caption.size(); i++) {
            neighbours.add(pair(caption.get(i - 1), caption.get(i)));
        }
    }

    private long pair(String first, String second) {
        return (long) number(first) * numbers.size() + number(second);
    }

    private int number(String word) {
        return Objects.requireNonNull(numbers.get(word));
    }
}
