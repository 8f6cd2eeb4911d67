package io.semsearch.operations.training;

import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Vocabulary;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The words whose vectors are learned: first those of the training captions, whether they have a vector to start from
 * or not; then the others that have one. */
final class TrainingVocabulary {

    /** Length of the random vector that a word without one starts from, as a share of the mean length of the others. */
    private static final double RANDOM_LENGTH = 0.01;

    private TrainingVocabulary() {}

    /** The words with the vectors that learning starts from.
     *
     * @param sentences the words of each training caption
     * @param minCount  captions that must contain a word without a vector for it to be learned
     * @param seed      of the random vectors */
    static InMemoryWordVectors of(InMemoryWordVectors vectors, Iterable<List<String>> sentences, int minCount,
            long seed) {
        Map<String, Integer> counts = new HashMap<>();
        sentences.forEach(words -> new HashSet<>(words).forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> words = new ArrayList<>();
        for (String word : new TreeSet<>(counts.keySet())) {
            if (vectors.indexOf(word) != Vocabulary.UNKNOWN || counts.getOrDefault(word, 0) >= minCount) {
                words.add(word);
            }
        }
        IntStream.range(0, vectors.size()).mapToObj(vectors::word).filter(word -> !counts.containsKey(word))
                .forEach(words::add);
        double length = RANDOM_LENGTH * IntStream.range(0, vectors.size())
                .mapToDouble(word -> Vectors.norm(vectors.vector(word))).average().orElse(1);
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix table = FloatMatrix.zeros(words.size(), vectors.dimension());
        for (int row = 0; row < table.rows(); row++) {
            int known = vectors.indexOf(words.get(row));
            table.setRow(row, known == Vocabulary.UNKNOWN
                    ? randomVector(vectors.dimension(), length, random)
                    : vectors.vector(known));
        }
        return new InMemoryWordVectors(words, table);
    }

    private static float[] randomVector(int dimension, double length, SplittableRandom random) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (random.nextGaussian() * length / Math.sqrt(dimension));
        }
        return vector;
    }
}
