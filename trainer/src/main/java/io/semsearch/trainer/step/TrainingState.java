package io.semsearch.trainer.step;

import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import java.util.TreeMap;

/** The state of training: everything that determines how it continues, besides data, options and seed.
 *
 * @param weights after the last step
 * @param moments the optimizers' statistics of earlier gradients, by name, each of the shape of its weights: {@code
 *                NAME} of the projection, {@code words.NAME} of the words; empty before the first step
 * @param steps   number of optimization steps so far */
public record TrainingState(ModelWeights weights, Map<String, FloatMatrix> moments, int steps) {

    /** The state before the first step. */
    public static TrainingState initial(ModelWeights weights) {
        return new TrainingState(weights, Map.of(), 0);
    }

    /** The moments whose names have a prefix, by the rest of their names. */
    Map<String, FloatMatrix> momentsWithPrefix(String prefix) {
        Map<String, FloatMatrix> found = new TreeMap<>();
        moments.forEach((name, moment) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), moment);
            }
        });
        return found;
    }
}
