package io.semsearch.evaluation;

import java.util.Optional;

/** What was measured in one direction, from text to images or back. Immutable. */
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

    /** The mean over folds.
     *
     * @param size  images in a fold
     * @param count number of folds */
    public record FoldMean(int size, int count, RetrievalMetrics metrics) {}

    /** @param imageRows the row of the image of each query, by which resamples are drawn
     * @param imageFolds the folds of the images */
    static Direction of(Ranking ranking, int[] imageRows, Folds imageFolds, EvaluationOptions options) {
        int[] ranks = ranking.ranks();
        Optional<FoldMean> foldMean = imageFolds.count() == 0
                ? Optional.empty()
                : Optional.of(new FoldMean(options.foldSize(), imageFolds.count(),
                        imageFolds.mean(ranking.foldRanks(), imageFolds.select(imageRows))));
        return new Direction(RetrievalMetrics.of(ranks),
                RetrievalIntervals.of(ranks, imageRows, options.resamples(), options.seed()), foldMean, ranks);
    }

    /** In the whole gallery. */
    public RetrievalMetrics metrics() {
        return metrics;
    }

    /** How far the metrics would move with other images. */
    public RetrievalIntervals intervals() {
        return intervals;
    }

    /** In folds; empty if the gallery is not larger than one. */
    public Optional<FoldMean> foldMean() {
        return foldMean;
    }

    /** The rank of each query's right answer in the whole gallery, 1-based; a copy. */
    public int[] ranks() {
        return ranks.clone();
    }
}
