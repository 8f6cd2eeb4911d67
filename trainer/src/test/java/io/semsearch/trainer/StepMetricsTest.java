package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepMetricsTest {

    private static final List<Triplet> BATCH = List.of(new Triplet(0, 0, 1), new Triplet(1, 1, 0));

    @Test
    void aLongRunOfStepsWithAllSimilaritiesAlikeIsACollapse() {
        StepMetrics metrics = new StepMetrics(false);
        add(metrics, step(0.5f, 0.504f), 39);
        assertThat(metrics.isCollapsed()).isFalse();
        add(metrics, step(0.5f, 0.504f), 1);
        assertThat(metrics.isCollapsed()).isTrue();
    }

    @Test
    void oneStepThatTellsImagesApartBeginsTheCountAnew() {
        StepMetrics metrics = new StepMetrics(false);
        add(metrics, step(0.5f, 0.5f), 39);
        add(metrics, step(0.5f, 0.53f), 1);
        add(metrics, step(0.5f, 0.5f), 39);
        assertThat(metrics.isCollapsed()).isFalse();
    }

    @Test
    void aLossThatIsNoNumberIsNoCollapse() {
        StepMetrics metrics = new StepMetrics(false);
        add(metrics, step(Float.NaN, 0.5f), 100);
        assertThat(metrics.isCollapsed()).isFalse();
    }

    @Test
    void theLossIsWeightedByCaptions() {
        StepMetrics metrics = new StepMetrics(false);
        metrics.add(new RankingTraining.Step(0.3, FloatMatrix.wrap(2, 2, new float[]{1, 1, 0, 2})), BATCH);
        metrics.add(new RankingTraining.Step(0.6, FloatMatrix.wrap(2, 1, new float[]{1, 0})), BATCH.subList(0, 1));

        assertThat(metrics.loss()).isCloseTo(0.4, within(1e-12));
        assertThat(metrics.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
    }

    /** Captions 0 and 2 describe one image: their pair is no comparison. */
    @Test
    void pairsOfOneImageAreNotCompared() {
        StepMetrics metrics = new StepMetrics(true);
        List<Triplet> batch = List.of(new Triplet(0, 0, 1), new Triplet(1, 1, 0), new Triplet(2, 0, 1));
        metrics.add(new RankingTraining.Step(0.1,
                FloatMatrix.wrap(3, 3, new float[]{0.5f, 0.6f, 0.9f, 0.1f, 0.7f, 0.1f, 0.9f, 0.2f, 0.5f})), batch);

        // of (0, 1), (1, 0), (1, 2) and (2, 1) the first is wrong
        assertThat(metrics.accuracy()).isCloseTo(0.75, within(1e-12));
    }

    private static RankingTraining.Step step(float good, float bad) {
        return new RankingTraining.Step(0.2, FloatMatrix.wrap(2, 2, new float[]{good, good, bad, bad}));
    }

    private static void add(StepMetrics metrics, RankingTraining.Step step, int times) {
        for (int i = 0; i < times; i++) {
            metrics.add(step, BATCH);
        }
    }
}
