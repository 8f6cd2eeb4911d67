package io.semsearch.evaluation;

import java.util.Optional;

/** Retrieval results of one direction: text to image, or image to text. Immutable. */
public final class Direction {

    private final RetrievalMetrics metrics;
    private final RetrievalIntervals intervals;
    private final Optional<FoldMean> foldMean;
    private final int[] ranks;

    private Direction(RetrievalMetrics metrics, RetrievalIntervals intervals, Optional<FoldMean> foldMean,
            int[] ranks) {
        this.metrics = metrics;
        this.intervals = intervals;
        this.foldMean = foldMean;
        this.ranks = ranks;
    }

    /** The mean of the metrics over all folds.
     *
     * @param size  images per fold
     * @param count number of folds */
    public record FoldMean(int size, int count, RetrievalMetrics metrics) {}

    /** Computes the results from ranks.
     *
     * @param imageRows  the row of each query's image; the bootstrap resamples images
     * @param imageFolds the folds of the images */
    static Direction of(RanksFound found, int[] imageRows, Folds imageFolds, EvaluationOptions options) {
        int[] ranks = found.inGallery();
        Optional<FoldMean> foldMean = imageFolds.count() == 0
                ? Optional.empty()
                : Optional.of(new FoldMean(options.foldSize(), imageFolds.count(),
                        imageFolds.mean(found.inFold(), imageFolds.select(imageRows))));
        return new Direction(RetrievalMetrics.of(ranks),
                RetrievalIntervals.of(ranks, imageRows, options.resamples(), options.seed()), foldMean, ranks);
    }

    /** The metrics in the whole gallery. */
    public RetrievalMetrics metrics() {
        return metrics;
    }

    /** 95 % confidence intervals of the metrics. */
    public RetrievalIntervals intervals() {
        return intervals;
    }

    /** The mean metrics over folds; empty if the gallery is no larger than one fold. */
    public Optional<FoldMean> foldMean() {
        return foldMean;
    }

    /** The rank of each query's correct answer in the whole gallery, 1-based; a copy. */
    public int[] ranks() {
        return ranks.clone();
    }
}
