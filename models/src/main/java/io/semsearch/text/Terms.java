package io.semsearch.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Cuts text into what a vocabulary has vectors for: words, and phrases of two to four of them.
 *
 * <p>A phrase is in a vocabulary with {@code _} between its words, as word2vec writes it: {@code hot_dog}. The
 * longest phrase that begins at a word is taken, from the left to the right; what is part of no phrase stays a word,
 * known or not. Words are adjacent whatever punctuation is between them. */
public final class Terms {

    /** Words in a phrase, at most: longer ones are never looked for. */
    public static final int LONGEST_PHRASE = 4;

    private static final char JOINT = '_';
    private static final String JOINT_TEXT = "_";

    private Terms() {}

    /** The words and phrases of a text, in order; empty if there are none. */
    public static List<String> of(String text, Vocabulary vocabulary) {
        return of(Tokenizer.tokenize(text), vocabulary);
    }

    /** The words and phrases of a text that has been cut into words.
     *
     * @param words shared; returned where the vocabulary has no phrases */
    public static List<String> of(List<String> words, Vocabulary vocabulary) {
        return join(words, vocabulary.longestPhrase(), term -> vocabulary.indexOf(term) != Vocabulary.UNKNOWN);
    }

    /** Joins words to phrases.
     *
     * @param words    shared; returned where no phrase is longer than a word
     * @param longest  words in a phrase, at most
     * @param isPhrase is asked about words with {@code _} between them */
    public static List<String> join(List<String> words, int longest, Predicate<String> isPhrase) {
        if (longest < 2) {
            return words;
        }
        List<String> terms = new ArrayList<>(words.size());
        for (int start = 0; start < words.size();) {
            int length = Math.min(longest, words.size() - start);
            while (length > 1 && !isPhrase.test(joined(words, start, length))) {
                length--;
            }
            terms.add(joined(words, start, length));
            start += length;
        }
        return terms;
    }

    /** The words that a phrase is made of; a word itself, and what has too many parts or empty ones, is one. */
    public static List<String> words(String term) {
        if (term.indexOf(JOINT) < 0) {
            return List.of(term);
        }
        List<String> words = Arrays.asList(term.split(JOINT_TEXT, -1));
        return words.size() > LONGEST_PHRASE || words.contains("") ? List.of(term) : words;
    }

    /** The spelling by which texts ask for a word or phrase of a vocabulary: {@code dont} for {@code Don't}, {@code
     * new_york} for {@code New_York}. What no text asks for, such as {@code </s>}, is the same in lower case. */
    public static String spelling(String term) {
        List<String> spelled = words(term).stream().map(Tokenizer::partOfWord).flatMap(Optional::stream)
                .filter(word -> !word.isEmpty()).toList();
        return spelled.size() == words(term).size() ? String.join(JOINT_TEXT, spelled) : term.toLowerCase(Locale.ROOT);
    }

    /** True for a word or phrase that some text is cut into; false for one that no text can ask for, such as
     * {@code </s>}.
     *
     * @param term in its {@link #spelling} */
    public static boolean canMatch(String term) {
        return words(term).stream().allMatch(word -> Tokenizer.tokenize(word).equals(List.of(word)));
    }

    /** Words in the longest phrase among terms; 1 if there is none. */
    static int longestPhrase(Iterable<String> terms) {
        int longest = 1;
        for (String term : terms) {
            longest = Math.max(longest, words(term).size());
        }
        return longest;
    }

    private static String joined(List<String> words, int start, int length) {
        return length == 1 ? words.get(start) : String.join(JOINT_TEXT, words.subList(start, start + length));
    }
}
