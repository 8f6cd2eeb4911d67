package io.semsearch.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrainingConfigTest {

    private static final TrainingConfig BEST = TrainingConfig.BEST;

    @Test
    void largeDataHasTheUsualEpochsAndBatches() {
        TrainingConfig run = BEST.forRun(5997, 29_985);

        assertThat(run.epochs()).isEqualTo(5);
        assertThat(run.batchSize()).isEqualTo(256);
        assertThat(run.optimizer()).isEqualTo(new Optimizer.RelativeAdam(0.05, 5 * 24));
    }

    @Test
    void smallDataHasMoreEpochsOfSmallerBatches() {
        TrainingConfig run = BEST.forRun(1520, 7600);

        assertThat(run.epochs()).isEqualTo(19);
        assertThat(run.batchSize()).isEqualTo(126);
        assertThat(run.optimizer()).isEqualTo(new Optimizer.RelativeAdam(0.05, 19 * 13));
        assertThat(BEST.forRun(20, 100).epochs()).isEqualTo(40);
        assertThat(BEST.forRun(20, 100).batchSize()).isEqualTo(32);
    }

    @Test
    void givenEpochsAndBatchesStay() {
        TrainingConfig run = BEST.withEpochs(2).withBatchSize(200).forRun(1520, 7600);

        assertThat(run.epochs()).isEqualTo(2);
        assertThat(run.batchSize()).isEqualTo(200);
        assertThat(BEST.withEpochs(2).forRun(1520, 7600).batchSize()).isEqualTo(126);
        assertThat(TrainingConfig.COURSE.forRun(20, 100)).isEqualTo(TrainingConfig.COURSE);
    }

    @Test
    void shorteningNeedsLearnedWords() {
        Regularization shortened = new Regularization(0, 0, 0.2);

        assertThat(BEST.withRegularization(shortened).regularization().shortened()).isEqualTo(0.2);
        assertThatThrownBy(() -> TrainingConfig.COURSE.withRegularization(shortened))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("words are learned");
    }

    @Test
    void otherNegativesKeepTheMarginRankingLossAndInfoNceNeedsItsOwn() {
        Objective both = BEST.objective();

        assertThat(both.with(Negatives.IN_BATCH_HARDEST).loss()).isEqualTo(new Loss.Margin(0.2));
        assertThat(both.with(Loss.InfoNce.DEFAULT).negatives()).isEqualTo(Negatives.IMAGE_BATCH);
        assertThat(Objective.triplets(0.2).with(Loss.InfoNce.DEFAULT).negatives()).isEqualTo(Negatives.IN_BATCH);
        assertThat(Objective.triplets(0.2).with(Loss.Both.DEFAULT).negatives()).isEqualTo(Negatives.IMAGE_BATCH);
        assertThatThrownBy(() -> new Objective(Loss.Both.DEFAULT, Negatives.IN_BATCH, 10, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("image-batch");
    }
}
