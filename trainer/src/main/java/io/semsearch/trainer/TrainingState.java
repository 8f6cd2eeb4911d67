package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import java.util.random.RandomGenerator;

/** All that decides how training goes on from here, beside the data and the seed.
 *
 * @param projection M, shape [featureDimension, semanticDimension]
 * @param moments    what the optimizer remembers of earlier gradients, by its names, each of the shape of M; empty at
 *                   first
 * @param steps      optimization steps taken */
record TrainingState(FloatMatrix projection, Map<String, FloatMatrix> moments, int steps) {

    /** Glorot's uniform initialization (Glorot and Bengio 2010, equation 16): within ±sqrt(6 / (rows + columns)). */
    static TrainingState glorot(int featureDimension, int semanticDimension, RandomGenerator random) {
        FloatMatrix weights = FloatMatrix.zeros(featureDimension, semanticDimension);
        double bound = Math.sqrt(6.0 / (featureDimension + semanticDimension));
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) random.nextDouble(-bound, bound);
        }
        return new TrainingState(weights, Map.of(), 0);
    }
}
