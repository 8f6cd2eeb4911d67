package io.semsearch.text;

import java.util.HashSet;
import java.util.List;

/** How rare each word of a vocabulary is among documents: {@code idf(t) = log10(N / max(1, n_t))}.
 *
 * <p>N is the number of documents (the captions of the training split), n_t the number of them that hold the word t. A
 * word that occurs in no document weighs as much as one that occurs once. Immutable. */
public final class InverseDocumentFrequency {

    private final int documents;
    private final int[] documentFrequencies;

    /**
     * @param documents           N
     * @param documentFrequencies n_t of each word of the vocabulary, each at most N; copied
     * @throws IllegalArgumentException if a frequency is negative or greater than N */
    public InverseDocumentFrequency(int documents, int[] documentFrequencies) {
        this.documents = documents;
        this.documentFrequencies = documentFrequencies.clone();
        for (int frequency : documentFrequencies) {
            if (frequency < 0 || frequency > documents) {
                throw new IllegalArgumentException(
                        "a document frequency must lie between 0 and " + documents + ", got " + frequency);
            }
        }
    }

    /** Counts the words of a vocabulary in documents, and its phrases ({@link Terms}).
     *
     * @param documents each a list of words; gone through once */
    public static InverseDocumentFrequency count(Vocabulary vocabulary, Iterable<List<String>> documents) {
        int[] frequencies = new int[vocabulary.size()];
        int count = 0;
        for (List<String> document : documents) {
            count++;
            for (String word : new HashSet<>(Terms.of(document, vocabulary))) {
                int index = vocabulary.indexOf(word);
                if (index != Vocabulary.UNKNOWN) {
                    frequencies[index]++;
                }
            }
        }
        return new InverseDocumentFrequency(count, frequencies);
    }

    /** N, the number of documents. */
    public int documents() {
        return documents;
    }

    /** n_t of the word with this number. */
    public int documentFrequency(int wordIndex) {
        return documentFrequencies[wordIndex];
    }

    /** n_t of every word of the vocabulary; a copy. */
    public int[] documentFrequencies() {
        return documentFrequencies.clone();
    }

    /** The weight of the word with this number, at least 0; 0 for a word that every document holds. */
    public double idf(int wordIndex) {
        return Math.log10((double) documents / Math.max(1, documentFrequencies[wordIndex]));
    }
}
