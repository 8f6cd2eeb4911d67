package io.semsearch.trainer.config;

/** The loss that training minimizes. */
public sealed interface Loss {

    /** Margin ranking loss: the mean over comparisons of {@code max(0, margin - (sim(good) - sim(bad)))}.
     *
     * @param margin by how much the good image should be more similar, a difference of cosines in (0, 2] */
    record Margin(double margin) implements Loss {

        /** @throws IllegalArgumentException if the margin is out of bounds */
        public Margin {
            if (!(margin > 0 && margin <= 2)) {
                throw new IllegalArgumentException(
                        "the margin is a difference of cosines: it must lie in (0, 2], got " + margin);
            }
        }
    }

    /** InfoNCE (van den Oord et al. 2018) in both directions: the cross entropy of the good image among the images of
     * the batch, and of the good caption among its captions. Requires {@link Negatives#IN_BATCH} or
     * {@link Negatives#IMAGE_BATCH}.
     *
     * @param temperature divisor of the cosines, greater than 0 */
    record InfoNce(double temperature) implements Loss {

        /** Temperature 0.05. */
        public static final InfoNce DEFAULT = new InfoNce(0.05);

        /** @throws IllegalArgumentException if the temperature is not greater than 0 */
        public InfoNce {
            if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the temperature must be greater than 0, got " + temperature);
            }
        }
    }

    /** The sum of the margin ranking loss and a share of InfoNCE. Requires {@link Negatives#IMAGE_BATCH}.
     *
     * @param share of InfoNCE, greater than 0 */
    record Both(Margin ranking, InfoNce contrastive, double share) implements Loss {

        /** Margin 0.2, and half of InfoNCE at temperature 0.05. */
        public static final Both DEFAULT = new Both(new Margin(0.2), InfoNce.DEFAULT, 0.5);

        /** @throws IllegalArgumentException if the share is not greater than 0 */
        public Both {
            if (!(share > 0 && share < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the share of InfoNCE must be greater than 0, got " + share);
            }
        }
    }
}
