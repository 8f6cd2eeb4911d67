package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** All that decides how training goes on from here, beside the data and the seed.
 *
 * @param projection M for scaled features, shape [featureDimension, semanticDimension]
 * @param words      the vectors of the first words of the vocabulary, if they are learned
 * @param moments    what the optimizer remembers of earlier gradients, by its names, each of the shape of M; {@code
 *                   words.NAME} those of the words; empty at first
 * @param steps      optimization steps taken */
record TrainingState(FloatMatrix projection, Optional<FloatMatrix> words, Map<String, FloatMatrix> moments,
        int steps) {

    /** Glorot's uniform initialization (Glorot and Bengio 2010, equation 16): within ±sqrt(6 / (rows + columns)). */
    static FloatMatrix glorot(int featureDimension, int semanticDimension, RandomGenerator random) {
        FloatMatrix weights = FloatMatrix.zeros(featureDimension, semanticDimension);
        double bound = Math.sqrt(6.0 / (featureDimension + semanticDimension));
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) random.nextDouble(-bound, bound);
        }
        return weights;
    }

    /** The moments whose names begin so, by the rest of their names. */
    Map<String, FloatMatrix> momentsOf(String prefix) {
        Map<String, FloatMatrix> found = new TreeMap<>();
        moments.forEach((name, moment) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), moment);
            }
        });
        return found;
    }
}
