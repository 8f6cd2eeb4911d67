package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrievalIntervalsTest {

    private static final int IMAGES = 400;

    /** A share of 0.25 among 400 images: its standard error is 0.0217, so that 95 % lie within 0.0424. */
    @Test
    void boundsAreThoseOfTheNormalApproximation() {
        int[] ranks = IntStream.range(0, IMAGES).map(i -> i % 4 == 0 ? 1 : 100).toArray();

        RetrievalIntervals intervals = RetrievalIntervals.of(ranks, IntStream.range(0, IMAGES).toArray(), 2000, 1);

        assertThat(intervals.recallAt1().low()).isCloseTo(0.25 - 0.0424, within(0.006));
        assertThat(intervals.recallAt1().high()).isCloseTo(0.25 + 0.0424, within(0.006));
        assertThat(intervals.resamples()).isEqualTo(2000);
    }

    /** Five captions of an image that are found or missed together say no more than one. */
    @Test
    void captionsOfOneImageAreDrawnTogether() {
        int[] images = IntStream.range(0, 5 * IMAGES).map(i -> i / 5).toArray();
        int[] ranks = IntStream.of(images).map(i -> i % 4 == 0 ? 1 : 100).toArray();

        RetrievalIntervals.Interval interval = RetrievalIntervals.of(ranks, images, 2000, 1).recallAt1();

        assertThat(interval.high() - interval.low()).isCloseTo(2 * 0.0424, within(0.012));
    }

    @Test
    void equalSeedsGiveEqualBounds() {
        int[] ranks = IntStream.range(0, 50).map(i -> i + 1).toArray();
        int[] images = IntStream.range(0, 50).map(i -> 3 * i).toArray();

        assertThat(RetrievalIntervals.of(ranks, images, 100, 7))
                .isEqualTo(RetrievalIntervals.of(ranks, images, 100, 7))
                .isNotEqualTo(RetrievalIntervals.of(ranks, images, 100, 8));
    }

    @Test
    void whatIsAlwaysSoHasNoWidth() {
        RetrievalIntervals intervals = RetrievalIntervals.of(new int[]{7, 7, 7}, new int[]{0, 0, 2}, 100, 1);

        assertThat(intervals.recallAt5()).isEqualTo(new RetrievalIntervals.Interval(0, 0));
        assertThat(intervals.recallAt10()).isEqualTo(new RetrievalIntervals.Interval(1, 1));
        assertThat(intervals.meanReciprocalRank().low()).isCloseTo(1 / 7.0, within(1e-12));
    }
}
