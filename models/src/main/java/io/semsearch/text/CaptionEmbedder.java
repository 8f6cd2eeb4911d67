package io.semsearch.text;

import io.semsearch.vector.Vectors;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Places text among words: the IDF-weighted sum of its words' vectors, scaled to length 1.
 *
 * <p>{@code se(text) = normalize(sum over words t of idf(t) w(t))}; a word that occurs twice counts twice. Words
 * without a vector add nothing; a phrase that has one is a single word ({@link Terms}). Thread-safe. */
public final class CaptionEmbedder {

    private final WordVectors wordVectors;
    private final InverseDocumentFrequency inverseDocumentFrequency;

    /** @param inverseDocumentFrequency counted over the vocabulary of {@code wordVectors} */
    public CaptionEmbedder(WordVectors wordVectors, InverseDocumentFrequency inverseDocumentFrequency) {
        this.wordVectors = wordVectors;
        this.inverseDocumentFrequency = inverseDocumentFrequency;
    }

    /** Length of an embedding. */
    public int semanticDimension() {
        return wordVectors.dimension();
    }

    /** The words that this embedder knows, with their vectors. */
    public WordVectors wordVectors() {
        return wordVectors;
    }

    /** The weights of the words. */
    public InverseDocumentFrequency inverseDocumentFrequency() {
        return inverseDocumentFrequency;
    }

    /** Embeds a caption or a query. */
    public CaptionEmbedding embed(String text) {
        float[] sum = new float[wordVectors.dimension()];
        Set<String> unknownWords = new LinkedHashSet<>();
        for (String word : Terms.of(text, wordVectors)) {
            int index = wordVectors.indexOf(word);
            if (index == Vocabulary.UNKNOWN) {
                unknownWords.add(word);
                continue;
            }
            wordVectors.addTo(sum, index, (float) inverseDocumentFrequency.idf(index));
        }
        boolean placed = Vectors.l2Normalize(sum);
        return new CaptionEmbedding(placed ? sum : new float[0], List.copyOf(unknownWords));
    }

    /** Splits the similarity of a text and an image into what each known word adds: the embedding is linear in its
     * words, so the contributions add up to the cosine.
     *
     * @param image the image's semantic vector, unit length; not modified
     * @return the greatest contribution first; a word that occurs twice stands once, with both; empty if the text
     *         has no embedding */
    public List<WordContribution> explain(String text, float[] image) {
        Map<Integer, Double> contributions = new LinkedHashMap<>();
        float[] sum = new float[wordVectors.dimension()];
        for (String word : Terms.of(text, wordVectors)) {
            int index = wordVectors.indexOf(word);
            if (index != Vocabulary.UNKNOWN) {
                float weight = (float) inverseDocumentFrequency.idf(index);
                wordVectors.addTo(sum, index, weight);
                contributions.merge(index, weight * Vectors.dot(wordVectors.vector(index), image), Double::sum);
            }
        }
        double length = Vectors.norm(sum);
        if (!(length > 0)) {
            return List.of();
        }
        return contributions.entrySet().stream()
                .map(entry -> new WordContribution(wordVectors.word(entry.getKey()), entry.getValue() / length))
                .sorted(Comparator.comparingDouble(WordContribution::contribution).reversed()).toList();
    }
}
