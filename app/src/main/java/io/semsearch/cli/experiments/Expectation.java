package io.semsearch.cli.experiments;

/** The value of a metric that an experiment expects. */
public sealed interface Expectation {

    /** True if a value is as expected; never for NaN. */
    boolean isMet(double found);

    /** The value minus the expected one, or minus the bound. */
    double difference(double found);

    /** A value with a tolerance.
     *
     * @param tolerance the greatest difference that is accepted, at least 0 */
    record Within(double value, double tolerance) implements Expectation {

        /** Decimal fractions such as 0.365 - 0.345 are off by rounding. */
        private static final double ROUNDING = 1e-12;

        @Override
        public boolean isMet(double found) {
            return Math.abs(found - value) <= tolerance + ROUNDING;
        }

        @Override
        public double difference(double found) {
            return found - value;
        }
    }

    /** A lower bound, included. */
    record AtLeast(double bound) implements Expectation {

        @Override
        public boolean isMet(double found) {
            return found >= bound;
        }

        @Override
        public double difference(double found) {
            return found - bound;
        }
    }

    /** An upper bound, included. */
    record AtMost(double bound) implements Expectation {

        @Override
        public boolean isMet(double found) {
            return found <= bound;
        }

        @Override
        public double difference(double found) {
            return found - bound;
        }
    }
}
