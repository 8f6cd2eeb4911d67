package io.semsearch.search;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/** Finds known words that are spelled nearly like unknown ones.
 *
 * <p>Distance counts letters added, left out, changed, and neighbours swapped. A word of three to five letters may
 * be 1 off, a longer one 2; shorter ones are near to everything and get no suggestion. Costs a walk through all
 * words of the model: some 10 ms for 40,000. Thread-safe. */
public final class Spellings {

    private static final int MOST_SUGGESTIONS = 3;
    /** A text of nothing but unknown words must not keep a service busy. */
    private static final int MOST_WORDS = 10;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_WITH_TWO_ERRORS = 6;
    private static final int LONGEST = 40;

    private final Vocabulary words;
    private final IntUnaryOperator frequency;

    /**
     * @param words     the known ones
     * @param frequency how often the word with a number occurs, by any measure */
    public Spellings(Vocabulary words, IntUnaryOperator frequency) {
        this.words = words;
        this.frequency = frequency;
    }

    Spellings(CaptionEmbedder embedder) {
        this(embedder.wordVectors(), embedder.documentFrequencies()::documentFrequency);
    }

    /** Up to three known words for each of the first ten of the given words; a word without any has no entry.
     *
     * <p>Nearer ones first; equally near ones by their frequency, then by alphabet. */
    public Map<String, List<String>> nearest(List<String> unknownWords) {
        List<Misspelling> misspellings = unknownWords.stream().filter(Spellings::canBeCorrected).limit(MOST_WORDS)
                .map(Misspelling::new).toList();
        for (int index = 0; !misspellings.isEmpty() && index < words.size(); index++) {
            String known = words.word(index);
            int occurrences = frequency.applyAsInt(index);
            misspellings.forEach(misspelling -> misspelling.compare(known, occurrences));
        }
        Map<String, List<String>> nearest = new LinkedHashMap<>();
        for (Misspelling misspelling : misspellings) {
            if (!misspelling.candidates.isEmpty()) {
                nearest.put(misspelling.word, misspelling.best());
            }
        }
        return nearest;
    }

    private static boolean canBeCorrected(String word) {
        int length = length(word);
        return length >= SHORTEST && length <= LONGEST;
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private record Candidate(String word, int distance, int occurrences) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::distance)
                .thenComparing(Comparator.comparingInt(Candidate::occurrences).reversed())
                .thenComparing(Candidate::word);
    }

    /** An unknown word, and the known ones near to it. */
    private static final class Misspelling {

        private final String word;
        /** At index d - 1 the words at most d off. */
        private final List<CharacterRunAutomaton> near = new ArrayList<>();
        private final List<Candidate> candidates = new ArrayList<>();

        Misspelling(String word) {
            this.word = word;
            LevenshteinAutomata automata = new LevenshteinAutomata(word, true);
            int most = length(word) < SHORTEST_WITH_TWO_ERRORS ? 1 : 2;
            for (int distance = 1; distance <= most; distance++) {
                near.add(new CharacterRunAutomaton(automata.toAutomaton(distance)));
            }
        }

        void compare(String known, int occurrences) {
            for (int distance = 1; distance <= near.size(); distance++) {
                if (near.get(distance - 1).run(known)) {
                    candidates.add(new Candidate(known, distance, occurrences));
                    return;
                }
            }
        }

        List<String> best() {
            return candidates.stream().sorted(Candidate.BEST_FIRST).limit(MOST_SUGGESTIONS).map(Candidate::word)
                    .toList();
        }
    }
}
