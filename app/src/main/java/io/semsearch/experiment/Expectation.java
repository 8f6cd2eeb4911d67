package io.semsearch.experiment;

/** What a metric is expected to be. */
public sealed interface Expectation {

    /** True if a value is as expected. */
    boolean isMet(double found);

    /** How much greater the value is than what was expected, or than the bound; negative if it is less. */
    double difference(double found);

    /** Close to a value.
     *
     * @param value     expected
     * @param tolerance how far it may be off, at least 0 */
    record Within(double value, double tolerance) implements Expectation {

        /** What rounding of decimal fractions may add. */
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

    /** A lower bound. */
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

    /** An upper bound. */
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
