package io.semsearch.evaluation;

import java.util.Set;

/** English function words: articles, pronouns, prepositions, conjunctions, auxiliaries, and the words that captions
 * start with. They name nothing visible. Numbers and colours are not included. */
final class FunctionWords {

    private static final Set<String> WORDS = Set.of("a", "an", "the", "this", "that", "these", "those", "some", "any",
            "each", "every", "both", "all", "another", "other", "others", "such", "no",
            // pronouns
            "i", "you", "he", "she", "it", "its", "we", "they", "them", "their", "his", "her", "him", "himself",
            "herself", "itself", "themselves", "someone", "something", "who", "whom", "whose", "which", "what", "there",
            // prepositions
            "about", "above", "across", "after", "against", "along", "alongside", "among", "around", "as", "at", "away",
            "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "by", "down", "during",
            "for", "from", "in", "inside", "into", "near", "next", "of", "off", "on", "onto", "out", "outside", "over",
            "past", "through", "to", "together", "toward", "towards", "under", "underneath", "up", "upon", "with",
            "within", "without",
            // conjunctions
            "and", "but", "if", "nor", "or", "so", "than", "then", "when", "where", "while", "because",
            // auxiliaries
            "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "having",
            "is", "may", "might", "must", "should", "was", "were", "will", "would", "not",
            // words that captions use for the image itself
            "image", "photo", "photograph", "picture", "very", "just", "also", "how", "here");

    private FunctionWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
