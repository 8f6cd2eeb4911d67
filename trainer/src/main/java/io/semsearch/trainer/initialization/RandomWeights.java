package io.semsearch.trainer.initialization;

import io.semsearch.vector.FloatMatrix;
import java.util.random.RandomGenerator;

/** Random initial weights. */
final class RandomWeights {

    private RandomWeights() {}

    /** Glorot's uniform initialization (Glorot and Bengio 2010, equation 16): within ±sqrt(6 / (rows + columns)).
     *
     * @return shape [featureDimension, semanticDimension] */
    static FloatMatrix glorot(int featureDimension, int semanticDimension, RandomGenerator random) {
        FloatMatrix weights = FloatMatrix.zeros(featureDimension, semanticDimension);
        double bound = Math.sqrt(6.0 / (featureDimension + semanticDimension));
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = (float) random.nextDouble(-bound, bound);
        }
        return weights;
    }
}
