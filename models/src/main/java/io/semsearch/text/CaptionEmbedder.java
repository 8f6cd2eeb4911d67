package io.semsearch.text;

import io.semsearch.sentence.SentencePart;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Places text among words: the weighted sum of its words' vectors, scaled to length 1.
 *
 * <p>{@code se(text) = normalize(sum over words t of weight(t) w(t))}, by default with the IDF as weight; a word that
 * occurs twice counts twice. Words without a vector add nothing; a phrase that has one is a single word ({@link
 * Terms}). A model may add what the text is as a sentence to the sum ({@link SentencePart}); then it places a text
 * without known words, too. Thread-safe. */
public final class CaptionEmbedder {

    private final WordVectors wordVectors;
    private final InverseDocumentFrequency documentFrequencies;
    private final float[] weights;
    private final Optional<SentencePart> sentencePart;

    /** Weighs words by their IDF.
     *
     * @param inverseDocumentFrequency counted over the vocabulary of {@code wordVectors} */
    public CaptionEmbedder(WordVectors wordVectors, InverseDocumentFrequency inverseDocumentFrequency) {
        this(wordVectors, inverseDocumentFrequency, WordWeighting.IDF.weights(inverseDocumentFrequency));
    }

    /**
     * @param documentFrequencies counted over the vocabulary of {@code wordVectors}
     * @param weights             of the vocabulary's words; shared
     * @throws IllegalArgumentException if a weight is negative or not finite, or there are not as many as words */
    public CaptionEmbedder(WordVectors wordVectors, InverseDocumentFrequency documentFrequencies, float[] weights) {
        this(wordVectors, documentFrequencies, weights, Optional.empty());
    }

    private CaptionEmbedder(WordVectors wordVectors, InverseDocumentFrequency documentFrequencies, float[] weights,
            Optional<SentencePart> sentencePart) {
        if (weights.length != wordVectors.size()) {
            throw new IllegalArgumentException(
                    "each word needs a weight, got " + weights.length + " for " + wordVectors.size() + " words");
        }
        for (float weight : weights) {
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a word's weight must be a number of at least 0, got " + weight);
            }
        }
        this.wordVectors = wordVectors;
        this.documentFrequencies = documentFrequencies;
        this.weights = weights;
        this.sentencePart = sentencePart;
    }

    /** This, with other vectors for the same words, and an untrained sentence part if it has one. */
    public CaptionEmbedder withVectors(WordVectors others) {
        return new CaptionEmbedder(others, documentFrequencies, weights,
                sentencePart.map(part -> SentencePart.untrained(part.encoder(), others.dimension())));
    }

    /** This, with another sentence part.
     *
     * @throws IllegalArgumentException if it gives vectors of another length than the words have */
    public CaptionEmbedder withSentencePart(SentencePart part) {
        if (part.semanticDimension() != wordVectors.dimension()) {
            throw new IllegalArgumentException("the sentence part gives vectors of " + part.semanticDimension()
                    + " values, the words have " + wordVectors.dimension());
        }
        return new CaptionEmbedder(wordVectors, documentFrequencies, weights, Optional.of(part));
    }

    /** What a text adds as a whole sentence; empty if words alone count. */
    public Optional<SentencePart> sentencePart() {
        return sentencePart;
    }

    /** Length of an embedding. */
    public int semanticDimension() {
        return wordVectors.dimension();
    }

    /** The words that this embedder knows, with their vectors. */
    public WordVectors wordVectors() {
        return wordVectors;
    }

    /** Number of training captions that contain each word. */
    public InverseDocumentFrequency documentFrequencies() {
        return documentFrequencies;
    }

    /** How much a word counts, at least 0. */
    public float weight(int wordIndex) {
        return weights[wordIndex];
    }

    /** Embeds a caption or a query. */
    public CaptionEmbedding embed(String text) {
        Set<String> unknownWords = new LinkedHashSet<>();
        List<String> words = Tokenizer.tokenize(text);
        float[] sum = sum(knownWords(words, unknownWords), sentencePart.map(part -> part.of(words)));
        boolean placed = Vectors.l2Normalize(sum);
        return new CaptionEmbedding(placed ? sum : new float[0], List.copyOf(unknownWords));
    }

    /** The numbers of a text's known words, in order; the others are added to {@code unknownWords}. */
    public int[] knownWords(String text, Set<String> unknownWords) {
        return knownWords(Tokenizer.tokenize(text), unknownWords);
    }

    /** The numbers of those words and phrases that are known, in order; the others are added to {@code unknownWords}.
     * */
    public int[] knownWords(List<String> words, Set<String> unknownWords) {
        List<String> terms = Terms.of(words, wordVectors);
        int[] indexes = new int[terms.size()];
        int known = 0;
        for (String word : terms) {
            int index = wordVectors.indexOf(word);
            if (index == Vocabulary.UNKNOWN) {
                unknownWords.add(word);
            } else {
                indexes[known++] = index;
            }
        }
        return Arrays.copyOf(indexes, known);
    }

    /** The weighted sum of words' vectors, not scaled, without the sentence part. */
    public float[] sum(int[] words) {
        float[] sum = new float[wordVectors.dimension()];
        for (int word : words) {
            wordVectors.addTo(sum, word, weights[word]);
        }
        return sum;
    }

    /** The sum of a text, not scaled.
     *
     * @param words    that are known
     * @param sentence what its sentence part gave; empty without one */
    public float[] sum(int[] words, Optional<float[]> sentence) {
        float[] sum = sum(words);
        if (sentence.isPresent()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += sentence.get()[i];
            }
        }
        return sum;
    }

    /** Splits the similarity of a text and an image into what each known word adds: the embedding is linear in its
     * words, so the contributions add up to the cosine. A sentence part is left out.
     *
     * @param image the image's semantic vector, unit length; not modified
     * @return the greatest contribution first; a word that occurs twice is listed once, with the sum; empty if the text
     *         has no embedding */
    public List<WordContribution> explain(String text, float[] image) {
        int[] words = knownWords(text, new HashSet<>());
        Map<Integer, Double> contributions = new LinkedHashMap<>();
        for (int word : words) {
            contributions.merge(word, weights[word] * Vectors.dot(wordVectors.vector(word), image), Double::sum);
        }
        float[] sum = sum(words);
        double length = Vectors.norm(sum);
        if (!(length > 0)) {
            return List.of();
        }
        return contributions.entrySet().stream()
                .map(entry -> new WordContribution(wordVectors.word(entry.getKey()), entry.getValue() / length))
                .sorted(Comparator.comparingDouble(WordContribution::contribution).reversed()).toList();
    }
}
