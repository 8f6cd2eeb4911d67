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

    /** 200 equal images: a search finds them in one order, and no right answer before its turn. */
    @Test
    void tiesAreOrderedByChanceAndNotByRow() {
        int[] all = IntStream.range(0, 200).toArray();
        FloatMatrix twins = circle(IntStream.range(0, 200).mapToDouble(i -> 10).toArray());

        int[] ranks = ofTargets(twins, twins, all);

        assertThat(ranks).containsExactlyInAnyOrder(IntStream.rangeClosed(1, 200).toArray());
        double first = IntStream.range(0, 100).map(i -> ranks[i]).average().orElseThrow();
        assertThat(first).as("mean rank of the lower half of rows").isBetween(75.0, 126.0);
        assertThat(ofTargets(twins, twins, all)).isEqualTo(ranks);
    }

    /** Of three right answers among 30 equal ones the first in the order counts, whichever is named first. */
    @Test
    void amongTiedRightAnswersTheFirstInOrderCounts() {
        FloatMatrix twins = circle(IntStream.range(0, 30).mapToDouble(i -> 10).toArray());
        FloatMatrix query = circle(10);
        int[] single = IntStream.of(3, 17, 25).map(row -> ofTargets(query, twins, new int[]{row})[0]).toArray();

        int best = IntStream.of(single).min().orElseThrow();
        assertThat(ofBestTargets(query, twins, new int[][]{{3, 17, 25}})).containsExactly(best);
        assertThat(ofBestTargets(query, twins, new int[][]{{25, 17, 3}})).containsExactly(best);
    }

    @Test
    void theFirstAnswersStandInOrder() {
        assertThat(Ranks.first(circle(5, 85), FAN, 3)).isDeepEqualTo(new int[][]{{0, 1, 2}, {3, 2, 1}});
        assertThat(Ranks.first(circle(5), FAN, 10)).isDeepEqualTo(new int[][]{{0, 1, 2, 3}});
    }

    @Test
    void theFirstAnswersAgreeWithTheRanks() {
        FloatMatrix gallery = circle(IntStream.range(0, 300).mapToDouble(i -> i * 37 % 50).toArray());
        FloatMatrix query = circle(17.2);

        int[] first = Ranks.first(query, gallery, 300)[0];

        for (int place = 0; place < first.length; place++) {
            assertThat(ofTargets(query, gallery, new int[]{first[place]})).containsExactly(place + 1);
        }
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

    @Test
    void chanceIsThatOfGuessing() {
        RetrievalMetrics chance = RetrievalMetrics.ofChance(4);

        assertThat(chance).isEqualTo(new RetrievalMetrics(0.25, 1, 1, 2.5, 2.5, chance.meanReciprocalRank()));
        assertThat(chance.meanReciprocalRank()).isCloseTo((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, within(1e-12));
        assertThatThrownBy(() -> RetrievalMetrics.ofChance(0)).isInstanceOf(IllegalArgumentException.class);
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
