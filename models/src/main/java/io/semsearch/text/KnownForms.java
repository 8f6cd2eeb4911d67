package io.semsearch.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads words that a vocabulary lacks as words that it has: a plural or verb form as its stem, and a misspelled word
 * as the one that it is one typing error away from.
 *
 * <p>A typing error is a letter too many, missing, changed, or swapped with its neighbour. The word that is meant must
 * occur in at least {@value #LEAST_CAPTIONS} training captions, and have at least {@value #SHORTEST} letters; the most
 * frequent one is taken. Known words are never replaced, however rare. Stems are English. Thread-safe; takes some
 * hundred lookups a word. */
public final class KnownForms {

    private static final int LEAST_CAPTIONS = 10;
    private static final int SHORTEST = 4;
    private static final int SHORTEST_STEM = 3;
    private static final int LONGEST = 40;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final WordVectors words;
    private final InverseDocumentFrequency frequencies;

    /** @param embedder that the words are for */
    public KnownForms(CaptionEmbedder embedder) {
        this.words = embedder.wordVectors();
        this.frequencies = embedder.documentFrequencies();
    }

    /** The words and phrases of a text, with known forms in place of unknown words that have one.
     *
     * @param text     cut into words
     * @param replaced receives each unknown word with its known form */
    public List<String> replace(List<String> text, Map<String, String> replaced) {
        List<String> terms = new ArrayList<>(Terms.of(text, words));
        terms.replaceAll(term -> {
            Optional<String> form = isKnown(term) ? Optional.empty() : of(term);
            form.ifPresent(known -> replaced.put(term, known));
            return form.orElse(term);
        });
        return terms;
    }

    /** The known word that an unknown one is read as; empty if there is none. */
    public Optional<String> of(String unknown) {
        if (unknown.length() > LONGEST) {
            return Optional.empty();
        }
        return mostFrequent(stems(unknown), 0)
                .or(() -> unknown.length() < SHORTEST
                        ? Optional.empty()
                        : mostFrequent(oneErrorAway(unknown), LEAST_CAPTIONS));
    }

    private Optional<String> mostFrequent(Stream<String> forms, int least) {
        return forms.filter(this::isKnown).filter(form -> captions(form) >= least)
                .max(Comparator.comparingInt(this::captions).thenComparing(Comparator.reverseOrder()));
    }

    private boolean isKnown(String word) {
        return words.indexOf(word) != Vocabulary.UNKNOWN;
    }

    private int captions(String known) {
        return frequencies.documentFrequency(words.indexOf(known));
    }

    private static Stream<String> stems(String word) {
        Set<String> stems = new LinkedHashSet<>();
        addStems(word, "s", List.of(""), stems);
        addStems(word, "es", List.of(""), stems);
        addStems(word, "ies", List.of("y"), stems);
        addStems(word, "ied", List.of("y"), stems);
        addStems(word, "ed", List.of("", "e"), stems);
        addStems(word, "ing", List.of("", "e"), stems);
        return stems.stream().filter(stem -> stem.length() >= SHORTEST_STEM);
    }

    private static void addStems(String word, String ending, List<String> replacements, Set<String> stems) {
        if (!word.endsWith(ending)) {
            return;
        }
        String rest = word.substring(0, word.length() - ending.length());
        replacements.forEach(replacement -> stems.add(rest + replacement));
        int last = rest.length() - 1;
        if (last > 0 && rest.charAt(last) == rest.charAt(last - 1)) {
            stems.add(rest.substring(0, last));
        }
    }

    private static Stream<String> oneErrorAway(String word) {
        List<String> forms = new ArrayList<>();
        for (int place = 0; place <= word.length(); place++) {
            String before = word.substring(0, place);
            String after = word.substring(place);
            for (int i = 0; i < LETTERS.length(); i++) {
                forms.add(before + LETTERS.charAt(i) + after);
                if (!after.isEmpty()) {
                    forms.add(before + LETTERS.charAt(i) + after.substring(1));
                }
            }
            if (!after.isEmpty()) {
                forms.add(before + after.substring(1));
            }
            if (after.length() > 1) {
                forms.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
        }
        return forms.stream().distinct();
    }
}
