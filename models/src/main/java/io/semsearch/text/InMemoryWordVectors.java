package io.semsearch.text;

import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Word vectors on the heap, as a reader delivers them: by falling frequency, where the file is so ordered. */
public final class InMemoryWordVectors implements WordVectors {

    private final List<String> words;
    private final Map<String, Integer> indexes;
    private final FloatMatrix vectors;
    private final int longestPhrase;

    /**
     * @param words   no word twice
     * @param vectors one row a word, shape [words, dimension]; shared
     * @throws IllegalArgumentException if a word occurs twice, or there are not as many words as rows */
    public InMemoryWordVectors(List<String> words, FloatMatrix vectors) {
        if (words.size() != vectors.rows()) {
            throw new IllegalArgumentException(
                    "word vectors need one word a row, got " + words.size() + " words for " + vectors.rows() + " rows");
        }
        this.words = List.copyOf(words);
        this.vectors = vectors;
        this.indexes = HashMap.newHashMap(words.size());
        for (int index = 0; index < words.size(); index++) {
            if (indexes.put(words.get(index), index) != null) {
                throw new IllegalArgumentException("the word '" + words.get(index) + "' has two vectors");
            }
        }
        this.longestPhrase = Terms.longestPhrase(this.words);
    }

    /** The vectors of the given words of {@code source}, numbered in the given order. */
    public static InMemoryWordVectors select(WordVectors source, List<String> words) {
        FloatMatrix vectors = FloatMatrix.zeros(words.size(), source.dimension());
        for (int row = 0; row < words.size(); row++) {
            vectors.setRow(row, source.vector(source.indexOf(words.get(row))));
        }
        return new InMemoryWordVectors(words, vectors);
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public String word(int index) {
        return words.get(index);
    }

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public int indexOf(String word) {
        return indexes.getOrDefault(word, UNKNOWN);
    }

    @Override
    public int longestPhrase() {
        return longestPhrase;
    }

    @Override
    public int dimension() {
        return vectors.columns();
    }

    @Override
    public void addTo(float[] sum, int index, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vectors.get(index, i);
        }
    }
}
