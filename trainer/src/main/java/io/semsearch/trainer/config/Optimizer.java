package io.semsearch.trainer.config;

import java.util.List;

/** The optimizer: how a gradient becomes a step. */
public sealed interface Optimizer {

    /** The learning rate, greater than 0. */
    double learningRate();

    /** The learning rate of one step.
     *
     * @param step number of steps before it */
    default double learningRate(int step) {
        return learningRate();
    }

    /** ND4J's names of the moments, which are statistics of earlier gradients. */
    default List<String> momentNames() {
        return switch (this) {
            case Adam adam -> List.of("M", "V");
            case RelativeAdam adam -> List.of("M", "V");
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

    /** Adam whose steps are relative to the size of what they change, and follow a schedule: the rate grows linearly to
     * its highest value in the first {@value #WARM_UP} of a run, then falls to 0 by a half cosine.
     *
     * @param learningRate the highest one, as a share of the root mean square of a matrix's initial values
     * @param steps        of the whole run; 0 before they are known, and for a constant rate */
    record RelativeAdam(double learningRate, int steps) implements Optimizer {

        /** A rate of 0.05. */
        public static final RelativeAdam DEFAULT = new RelativeAdam(0.05, 0);

        private static final double WARM_UP = 0.05;

        /** @throws IllegalArgumentException if the learning rate is not greater than 0, or steps are negative */
        public RelativeAdam {
            requirePositive(learningRate);
            if (steps < 0) {
                throw new IllegalArgumentException("steps must be at least 0, got " + steps);
            }
        }

        @Override
        public double learningRate(int step) {
            double warmUp = WARM_UP * steps;
            if (step + 1 < warmUp) {
                return learningRate * (step + 1) / warmUp;
            }
            double done = steps == 0 ? 0 : Math.min(1, (step + 1 - warmUp) / (steps - warmUp));
            return learningRate * (1 + Math.cos(Math.PI * done)) / 2;
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
