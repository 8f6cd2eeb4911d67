package io.semsearch.search.local;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Tokenizer;
import io.semsearch.text.Vocabulary;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/** Finds known words with a spelling similar to unknown ones.
 *
 * <p>The distance counts letters that are added, missing, changed, or swapped with their neighbour; it is 0 for words
 * that differ in accents alone. Words of three to five letters get suggestions up to distance 1, longer ones up to 2,
 * shorter ones none. Compares all words of the model: some 10 ms for 40,000. Thread-safe. */
public final class Spellings {

    private static final int MOST_SUGGESTIONS = 3;
    /** Bounds the time for a text of many unknown words. */
    private static final int MOST_WORDS = 10;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_WITH_TWO_ERRORS = 6;
    private static final int LONGEST = 40;
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

    private final Vocabulary words;
    private final IntUnaryOperator frequency;

    /**
     * @param words     known words
     * @param frequency frequency of a word, by its index; more frequent words are preferred */
    public Spellings(Vocabulary words, IntUnaryOperator frequency) {
        this.words = words;
        this.frequency = frequency;
    }

    Spellings(CaptionEmbedder embedder) {
        this(embedder.wordVectors(), embedder.documentFrequencies()::documentFrequency);
    }

    /** Up to three suggestions for each of the first ten words; a word without suggestions has no entry.
     *
     * <p>By ascending distance, then descending frequency, then alphabet. */
    public Map<String, List<String>> nearest(List<String> unknownWords) {
        List<Misspelling> misspellings = unknownWords.stream().filter(Spellings::canBeCorrected).limit(MOST_WORDS)
                .map(Misspelling::new).toList();
        for (int index = 0; !misspellings.isEmpty() && index < words.size(); index++) {
            String known = words.word(index);
            int occurrences = frequency.applyAsInt(index);
            String plain = withoutAccents(known);
            misspellings.forEach(misspelling -> misspelling.compare(known, plain, occurrences));
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

    private static String withoutAccents(String word) {
        // for each word of the model: a stream would take longer than the rest
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
            }
        }
        return word;
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private record Candidate(String word, int distance, int occurrences) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::distance)
                .thenComparing(Comparator.comparingInt(Candidate::occurrences).reversed())
                .thenComparing(Candidate::word);
    }

    /** An unknown word and known words with a similar spelling. */
    private static final class Misspelling {

        private final String word;
        private final String plain;
        private final int length;
        /** At index d - 1: accepts words up to distance d. */
        private final List<CharacterRunAutomaton> near = new ArrayList<>();
        private final List<Candidate> candidates = new ArrayList<>();

        Misspelling(String word) {
            this.word = word;
            String token = String.join("", Tokenizer.tokenize(word));
            this.plain = withoutAccents(token);
            this.length = length(token);
            LevenshteinAutomata automata = new LevenshteinAutomata(token, true);
            int most = length < SHORTEST_WITH_TWO_ERRORS ? 1 : 2;
            for (int distance = 1; distance <= most; distance++) {
                near.add(new CharacterRunAutomaton(automata.toAutomaton(distance)));
            }
        }

        void compare(String known, String plainKnown, int occurrences) {
            if (plainKnown.equals(plain)) {
                candidates.add(new Candidate(known, 0, occurrences));
                return;
            }
            int least = Math.max(1, Math.abs(length(known) - length));
            for (int distance = least; distance <= near.size(); distance++) {
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
