package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.step.TrainableModel;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochStatisticsTest {

    private static final TrainableModel.Step ALIKE = new TrainableModel.Step(0.2,
            FloatMatrix.wrap(2, 2, new float[]{0.5f, 0.5f, 0.5f, 0.5f}));
    private static final List<Triplet> BATCH = List.of(new Triplet(0, 0, 1), new Triplet(1, 1, 0));

    @Test
    void aCollapseIsNoticedUnlessItIsToBeLeftUnnoticed() {
        EpochStatistics detecting = new EpochStatistics(Negatives.RANDOM, true);
        EpochStatistics ignoring = new EpochStatistics(Negatives.RANDOM, false);
        for (int i = 0; i < 100; i++) {
            detecting.add(ALIKE, BATCH);
            ignoring.add(ALIKE, BATCH);
        }
        assertThat(detecting.isCollapsed()).isTrue();
        assertThat(ignoring.isCollapsed()).isFalse();
    }

    @Test
    void theLossIsWeightedByCaptions() {
        EpochStatistics metrics = new EpochStatistics(Negatives.RANDOM, true);
        metrics.add(new TrainableModel.Step(0.3, FloatMatrix.wrap(2, 2, new float[]{1, 1, 0, 2})), BATCH);
        metrics.add(new TrainableModel.Step(0.6, FloatMatrix.wrap(2, 1, new float[]{1, 0})), BATCH.subList(0, 1));

        assertThat(metrics.loss()).isCloseTo(0.4, within(1e-12));
        assertThat(metrics.accuracy()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(metrics.count()).isEqualTo(2);
        assertThat(metrics.captions()).isEqualTo(3);
    }

    /** Captions 0 and 2 describe one image, so they are not compared with each other. */
    @Test
    void pairsOfOneImageAreNotCompared() {
        EpochStatistics metrics = new EpochStatistics(Negatives.IN_BATCH, true);
        List<Triplet> batch = List.of(new Triplet(0, 0, 1), new Triplet(1, 1, 0), new Triplet(2, 0, 1));
        metrics.add(new TrainableModel.Step(0.1,
                FloatMatrix.wrap(3, 3, new float[]{0.5f, 0.6f, 0.9f, 0.1f, 0.7f, 0.1f, 0.9f, 0.2f, 0.5f})), batch);

        // of (0, 1), (1, 0), (1, 2) and (2, 1) the first is wrong
        assertThat(metrics.accuracy()).isCloseTo(0.75, within(1e-12));
    }
}
