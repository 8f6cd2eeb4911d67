package io.semsearch.trainer.initialization;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The columns that represent a caption in {@link CanonicalCorrelation}: one for each of the most frequent words, then
 * one for each dimension of the word vectors. */
final class TextColumns {

    /** Maximum number of words with a column of their own; rarer words count only by their vectors. */
    private static final int WORDS = 2500;
    /** Weight of the sum of vectors, relative to the words' own columns. */
    private static final double VECTOR_SHARE = 0.7;

    private final CaptionEmbedder embedder;
    private final int[] columnOfWord;
    private final int words;
    private final double vectorScale;

    TextColumns(CaptionEmbedder embedder) {
        this.embedder = embedder;
        int vocabulary = embedder.wordVectors().size();
        int[] frequent = IntStream.range(0, vocabulary)
                .filter(word -> embedder.documentFrequencies().documentFrequency(word) > 0).boxed()
                .sorted(Comparator
                        .comparingInt((Integer word) -> -embedder.documentFrequencies().documentFrequency(word)))
                .limit(WORDS).mapToInt(Integer::intValue).toArray();
        this.words = frequent.length;
        this.columnOfWord = new int[vocabulary];
        Arrays.fill(columnOfWord, -1);
        for (int column = 0; column < words; column++) {
            columnOfWord[frequent[column]] = column;
        }
        double meanLength = Arrays.stream(frequent)
                .mapToDouble(word -> Vectors.norm(embedder.wordVectors().vector(word))).average()
                .orElse(1);
        this.vectorScale = VECTOR_SHARE / Math.max(Double.MIN_NORMAL, meanLength);
    }

    /** Number of columns. */
    int count() {
        return words + embedder.semanticDimension();
    }

    /** Number of words with a column of their own; their columns come first. */
    int words() {
        return words;
    }

    /** Number of words in the vocabulary. */
    int vocabulary() {
        return columnOfWord.length;
    }

    /** The column of a word, or -1. */
    int ofWord(int word) {
        return columnOfWord[word];
    }

    /** The factor of the word vectors in their columns. */
    double vectorScale() {
        return vectorScale;
    }

    /** A caption's values in the columns of vectors: the weighted sum of its words' vectors, scaled. */
    double[] vector(CaptionRows.Row row) {
        float[] sum = new float[embedder.semanticDimension()];
        for (int i = 0; i < row.words().length; i++) {
            embedder.wordVectors().addTo(sum, row.words()[i], (float) (vectorScale * row.weights()[i]));
        }
        double[] vector = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            vector[i] = sum[i];
        }
        return vector;
    }
}
