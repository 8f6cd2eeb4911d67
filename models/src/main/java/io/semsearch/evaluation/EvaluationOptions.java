package io.semsearch.evaluation;

/** How a model is measured.
 *
 * @param seed       of ties, folds, resamples and typos
 * @param foldSize   images in a fold; a gallery that is not larger has none
 * @param resamples  of the bootstrap, at least 1
 * @param formQueries captions that are asked for in each form, at most; 0 leaves the forms out */
public record EvaluationOptions(long seed, int foldSize, int resamples, int formQueries) {

    private static final int FOLD_SIZE = 1000;
    private static final int RESAMPLES = 1000;

    /** @throws IllegalArgumentException if a number is too small */
    public EvaluationOptions {
        if (foldSize < 1 || resamples < 1 || formQueries < 0) {
            throw new IllegalArgumentException("folds need at least 1 image, a bootstrap at least 1 resample, and "
                    + "queries cannot be fewer than 0, got " + foldSize + ", " + resamples + " and " + formQueries);
        }
    }

    /** The usual: folds of 1,000 images, 1,000 resamples, every caption in each form. */
    public static EvaluationOptions ofSeed(long seed) {
        return new EvaluationOptions(seed, FOLD_SIZE, RESAMPLES, Integer.MAX_VALUE);
    }

    /** The same with another limit of queries in each form. */
    public EvaluationOptions withFormQueries(int limit) {
        return new EvaluationOptions(seed, foldSize, resamples, limit);
    }
}
