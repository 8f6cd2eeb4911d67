package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.Regularization;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.vector.FloatMatrix;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LearnedMatrixTest {

    private static final int ROWS = 7;
    private static final int COLUMNS = 5;

    private final SplittableRandom random = new SplittableRandom(3);
    private final TrainingState start = TrainingState.initial(new ModelWeights(gaussian(), Optional.empty()));

    static Stream<Optimizer> optimizers() {
        return Stream.of(new Optimizer.Adam(0.01), new Optimizer.Sgd(0.1, 0.9));
    }

    /** A run on a GPU learns the same as one on the processor, and each can continue from the state of the other. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void theDeviceMakesNoDifference(Optimizer optimizer) {
        TrainingConfig config = config(optimizer);
        try (LearnedMatrix processor = new LearnedMatrix.OnProcessor(config, start.weights().projection(),
                start.moments());
                LearnedMatrix device = new LearnedMatrix.OnDevice(config, start.weights().projection(),
                        start.moments())) {
            for (int step = 0; step < 5; step++) {
                FloatMatrix gradient = gaussian();
                update(processor, gradient, step);
                update(device, gradient, step);
                requireClose(processor.weights(), device.weights());
                requireClose(NativeArrays.toMatrix(processor.array()), processor.weights());
            }
            assertThat(processor.moments()).containsOnlyKeys(device.moments().keySet());
            processor.moments().forEach((name, moment) -> requireClose(moment,
                    device.moments().getOrDefault(name, start.weights().projection())));

            TrainingState later = new TrainingState(new ModelWeights(processor.weights(), Optional.empty()),
                    processor.moments(), 5);
            try (LearnedMatrix resumed = new LearnedMatrix.OnDevice(config, later.weights().projection(),
                    later.moments())) {
                FloatMatrix gradient = gaussian();
                update(processor, gradient, 5);
                update(resumed, gradient, 5);
                requireClose(processor.weights(), resumed.weights());
            }
        }
    }

    private static void update(LearnedMatrix projection, FloatMatrix gradient, int step) {
        try (INDArray array = NativeArrays.of(gradient)) {
            projection.update(array, step);
        }
    }

    private static TrainingConfig config(Optimizer optimizer) {
        TrainingConfig course = TrainingConfig.COURSE;
        return new TrainingConfig(1, 1, 1, 8, 1, optimizer, course.objective(), new Regularization(0, 0.1),
                Initialization.RANDOM, COLUMNS, FeatureScaling.NONE, false);
    }

    private static void requireClose(FloatMatrix found, FloatMatrix expected) {
        for (int i = 0; i < expected.values().length; i++) {
            assertThat(found.values()[i]).isCloseTo(expected.values()[i], within(1e-6f));
        }
    }

    private FloatMatrix gaussian() {
        FloatMatrix matrix = FloatMatrix.zeros(ROWS, COLUMNS);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
