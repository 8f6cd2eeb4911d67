package io.semsearch.text;

import io.semsearch.vector.Vectors;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A word that lies near another.
 *
 * @param word       as the vocabulary has it
 * @param similarity the cosine of the two vectors */
public record SimilarWord(String word, double similarity) {

    /** The words nearest to a word, which itself is left out. Compares with all words.
     *
     * @param index of the word
     * @param k     how many, at most
     * @return the nearest first; equally near ones in the order of the vocabulary; words without a direction never
     * @throws IllegalArgumentException if the word's own vector has none: it is all zeros */
    public static List<SimilarWord> nearest(WordVectors vectors, int index, int k) {
        float[] vector = vectors.vector(index);
        double length = Vectors.norm(vector);
        if (!(length > 0)) {
            throw new IllegalArgumentException(
                    "the vector of '" + vectors.word(index) + "' is all zeros: nothing is near to it");
        }
        return IntStream.range(0, vectors.size()).filter(other -> other != index).mapToObj(other -> {
            float[] candidate = vectors.vector(other);
            return new Candidate(other, Vectors.dot(vector, candidate) / (length * Vectors.norm(candidate)));
        }).filter(candidate -> Double.isFinite(candidate.similarity))
                .sorted(Comparator.comparingDouble(Candidate::similarity).reversed()).limit(k)
                .map(candidate -> new SimilarWord(vectors.word(candidate.index), candidate.similarity)).toList();
    }

    private record Candidate(int index, double similarity) {}
}
