package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {

    /** Unit vectors at 0, 30, 60 and 90 degrees. */
    private static final FloatMatrix FAN = circle(0, 30, 60, 90);

    @Test
    void ranksByAngle() {
        int[] ranks = ofTargets(circle(5, 5, 5, 5, 85), FAN, new int[]{0, 1, 2, 3, 0});

        assertThat(ranks).containsExactly(1, 2, 3, 4, 4);
    }

    @Test
    void tiesGoToTheLowerRow() {
        FloatMatrix twins = circle(0, 10, 10, 10);

        assertThat(ofTargets(circle(10, 10, 10), twins, new int[]{1, 2, 3})).containsExactly(1, 2, 3);
    }

    @Test
    void theBestOfSeveralRightAnswersCounts() {
        assertThat(ofBestTargets(circle(5, 85), FAN, new int[][]{{1, 3}, {0, 1}})).containsExactly(2, 3);
    }

    @Test
    void manyQueriesAreRankedAsFew() {
        FloatMatrix gallery = circle(IntStream.range(0, 700).mapToDouble(i -> i * 0.25).toArray());
        FloatMatrix queries = circle(IntStream.range(0, 700).mapToDouble(i -> i * 0.25 + 0.01).toArray());

        assertThat(ofTargets(queries, gallery, IntStream.range(0, 700).toArray())).containsOnly(1);
        assertThat(ofTargets(queries, gallery, IntStream.range(0, 700).map(i -> Math.min(i + 1, 699)).toArray()))
                .startsWith(2, 2).endsWith(2, 1);
    }

    @Test
    void aQueryWithoutRightAnswerIsAnError() {
        assertThatThrownBy(() -> ofTargets(circle(0, 1), FAN, new int[]{0}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got 1 for 2");
    }

    @Test
    void summarizesRanks() {
        RetrievalMetrics metrics = RetrievalMetrics.of(new int[]{1, 4, 10, 100});

        assertThat(metrics).isEqualTo(new RetrievalMetrics(0.25, 0.5, 0.75, 7, 28.75, metrics.meanReciprocalRank()));
        assertThat(metrics.meanReciprocalRank()).isCloseTo((1 + 0.25 + 0.1 + 0.01) / 4, within(1e-12));
        assertThat(RetrievalMetrics.of(new int[]{9, 2, 5}).medianRank()).isEqualTo(5);
        assertThatThrownBy(() -> RetrievalMetrics.of(new int[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] ofTargets(FloatMatrix queries, FloatMatrix gallery, int[] targets) {
        return Ranks.ofTargets(queries, gallery, targets, Progress.Task.NONE);
    }

    private static int[] ofBestTargets(FloatMatrix queries, FloatMatrix gallery, int[][] targets) {
        return Ranks.ofBestTargets(queries, gallery, targets, Progress.Task.NONE);
    }

    private static FloatMatrix circle(double... degrees) {
        FloatMatrix vectors = FloatMatrix.zeros(degrees.length, 2);
        for (int i = 0; i < degrees.length; i++) {
            double angle = Math.toRadians(degrees[i]);
            vectors.setRow(i, new float[]{(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        return vectors;
    }
}
