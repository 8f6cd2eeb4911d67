package io.semsearch.trainer;

/** What training makes small. */
public sealed interface Loss {

    /** Margin ranking loss: the mean over comparisons of {@code max(0, margin - (sim(good) - sim(bad)))}.
     *
     * @param margin how much more similar the good image should be, a difference of cosines in (0, 2] */
    record Margin(double margin) implements Loss {

        /** @throws IllegalArgumentException if the margin is out of its bounds */
        public Margin {
            if (!(margin > 0 && margin <= 2)) {
                throw new IllegalArgumentException(
                        "the margin is a difference of cosines: it must lie in (0, 2], got " + margin);
            }
        }
    }

    /** InfoNCE (van den Oord et al. 2018) in both directions: the cross entropy of finding the good image among those
     * of the batch, and the good caption among the batch's. Needs {@link Negatives#IN_BATCH}.
     *
     * @param temperature by which cosines are divided, greater than 0 */
    record InfoNce(double temperature) implements Loss {

        /** @throws IllegalArgumentException if the temperature is not greater than 0 */
        public InfoNce {
            if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the temperature must be greater than 0, got " + temperature);
            }
        }
    }
}
