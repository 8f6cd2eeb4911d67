package io.semsearch.trainer;

import java.util.List;

/** How a gradient becomes a step. */
public sealed interface Optimizer {

    /** Size of a step, greater than 0. */
    double learningRate();

    /** ND4J's names of what is remembered of earlier gradients. */
    default List<String> momentNames() {
        return switch (this) {
            case Adam adam -> List.of("M", "V");
            case Sgd sgd -> List.of("V");
        };
    }

    /** Adam (Kingma and Ba 2015), with the paper's beta1 0.9, beta2 0.999 and epsilon 1e-8. */
    record Adam(double learningRate) implements Optimizer {

        /** @throws IllegalArgumentException if the learning rate is not greater than 0 */
        public Adam {
            requirePositive(learningRate);
        }
    }

    /** Stochastic gradient descent with Nesterov's momentum.
     *
     * @param momentum share of the last step that is kept, in [0, 1) */
    record Sgd(double learningRate, double momentum) implements Optimizer {

        /** @throws IllegalArgumentException if a value is out of its bounds */
        public Sgd {
            requirePositive(learningRate);
            if (!(momentum >= 0 && momentum < 1)) {
                throw new IllegalArgumentException("the momentum must lie in [0, 1), got " + momentum);
            }
        }
    }

    private static void requirePositive(double learningRate) {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("the learning rate must be greater than 0, got " + learningRate);
        }
    }
}
