package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.step.TrainingState;
import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {

    /** One for each epoch, compared by identity. */
    private static final FloatMatrix[] MATRICES = {FloatMatrix.zeros(1, 1), FloatMatrix.zeros(1, 1),
            FloatMatrix.zeros(1, 1), FloatMatrix.zeros(1, 1), FloatMatrix.zeros(1, 1)};

    private final TrainingHistory history = new TrainingHistory(weights(0));

    @Test
    void theFirstOfTheBestEpochsIsKept() {
        assertThat(add(1, 0.2)).isTrue();
        assertThat(add(2, 0.3)).isTrue();
        assertThat(add(3, 0.3)).isFalse();
        assertThat(add(4, 0.1)).isFalse();

        assertThat(history.bestWeights()).isEqualTo(weights(2));
        assertThat(history.state().weights()).isEqualTo(weights(4));
        assertThat(history.epochsWithoutImprovement()).isEqualTo(2);
        assertThat(history.nextEpoch()).isEqualTo(5);
    }

    @Test
    void initialWeightsCountAsEpochZero() {
        add(0, 0.5);
        add(1, 0.4);

        assertThat(history.bestWeights()).isEqualTo(weights(0));
        assertThat(history.epochsWithoutImprovement()).isEqualTo(1);
        assertThat(history.hasValidatedModel()).isTrue();
    }

    @Test
    void withoutValidationTheLastEpochIsTheBest() {
        assertThat(history.isEmpty()).isTrue();
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(history.add(report(epoch, Optional.empty()), state(epoch))).isTrue();
        }

        assertThat(history.bestWeights()).isEqualTo(weights(2));
        assertThat(history.epochsWithoutImprovement()).isZero();
        assertThat(history.hasValidatedModel()).isFalse();
    }

    private boolean add(int epoch, double meanReciprocalRank) {
        return history.add(report(epoch, Optional.of(measurement(meanReciprocalRank))), state(epoch));
    }

    private static EpochReport report(int epoch, Optional<EpochReport.Measurement> validation) {
        return new EpochReport(epoch, 0.1, 0.9, 1000, measurement(0.1), validation);
    }

    private static EpochReport.Measurement measurement(double meanReciprocalRank) {
        return new EpochReport.Measurement(0.1, 0.9, 10, 20,
                new RetrievalMetrics(0.1, 0.5, 0.9, 4, 4, meanReciprocalRank));
    }

    private static TrainingState state(int epoch) {
        return new TrainingState(weights(epoch), Map.of(), epoch);
    }

    private static ModelWeights weights(int epoch) {
        return new ModelWeights(MATRICES[epoch], Optional.empty());
    }
}
