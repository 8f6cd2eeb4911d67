package io.semsearch.trainer.config;

import java.util.List;

/** The optimizer: how a gradient becomes a step. */
public sealed interface Optimizer {

    /** The learning rate, greater than 0. */
    double learningRate();

    /** ND4J's names of the moments, which are statistics of earlier gradients. */
    default List<String> momentNames() {
        return switch (this) {
            case Adam adam -> List.of("M", "V");
            case Sgd sgd -> List.of("V");
        };
    }

    /** Adam (Kingma and Ba 2015), with the paper's beta1 0.9, beta2 0.999 and epsilon 1e-8. */
    record Adam(double learningRate) implements Optimizer {

        /** The learning rate of the paper. */
        public static final Adam DEFAULT = new Adam(1e-3);

        /** @throws IllegalArgumentException if the learning rate is not greater than 0 */
        public Adam {
            requirePositive(learningRate);
        }
    }

    /** Stochastic gradient descent with Nesterov momentum.
     *
     * @param momentum share of the last step that is kept, in [0, 1) */
    record Sgd(double learningRate, double momentum) implements Optimizer {

        /** Learning rate 0.1 and momentum 0.9. */
        public static final Sgd DEFAULT = new Sgd(0.1, 0.9);

        /** @throws IllegalArgumentException if a value is out of bounds */
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
