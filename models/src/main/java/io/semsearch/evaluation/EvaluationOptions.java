package io.semsearch.evaluation;

/** Options of an evaluation.
 *
 * @param seed        seed of tie breaking, folds, resamples and typos
 * @param foldSize    images per fold; a gallery that is no larger has no folds
 * @param resamples   number of bootstrap resamples, at least 1
 * @param formQueries maximum number of captions to evaluate in each query form; 0 skips the query forms */
public record EvaluationOptions(long seed, int foldSize, int resamples, int formQueries) {

    private static final int FOLD_SIZE = 1000;
    private static final int RESAMPLES = 1000;
    /** More would only take more time: the 95 % interval of a share is then at most 1.4 points wide. */
    private static final int FORM_QUERIES = 20_000;

    /** @throws IllegalArgumentException if a number is too small */
    public EvaluationOptions {
        if (foldSize < 1 || resamples < 1 || formQueries < 0) {
            throw new IllegalArgumentException("folds need at least 1 image, a bootstrap at least 1 resample, and "
                    + "queries cannot be fewer than 0, got " + foldSize + ", " + resamples + " and " + formQueries);
        }
    }

    /** The defaults: folds of 1,000 images, 1,000 resamples, at most 20,000 captions in each query form. */
    public static EvaluationOptions ofSeed(long seed) {
        return new EvaluationOptions(seed, FOLD_SIZE, RESAMPLES, FORM_QUERIES);
    }

    /** A copy with another maximum of captions per query form. */
    public EvaluationOptions withFormQueries(int limit) {
        return new EvaluationOptions(seed, foldSize, resamples, limit);
    }
}
