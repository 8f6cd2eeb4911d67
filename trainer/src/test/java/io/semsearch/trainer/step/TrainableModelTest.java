package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainableModelTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(300, 1);

    static Stream<TrainingConfig> configs() {
        return Stream.of(TrainingConfig.COURSE, TrainingConfig.BEST);
    }

    /** The pairs to compare are chosen in the middle of a step, from similarities of the same step. */
    @Test
    void theHardestPairsAreThoseOfTheStepItself() {
        List<Triplet> triplets = new TripletSampler(DATASET).sample(new SplittableRandom(3));
        TrainingConfig config = TrainingConfig.BEST;
        try (TrainableModel training = training(config)) {
            for (int i = 0; i < 10; i++) {
                List<Triplet> batch = triplets.subList(30 * i, 30 * i + 30);
                TrainableModel.Step step = training.step(batch);

                double expected = 0;
                for (int row = 0; row < 30; row++) {
                    double byCaption = 0;
                    double byImage = 0;
                    for (int other = 0; other < 30; other++) {
                        if (batch.get(row).goodImage() != batch.get(other).goodImage()) {
                            double good = step.similarities().get(row, row);
                            byCaption = Math.max(byCaption, 0.2 - good + step.similarities().get(row, other));
                            byImage = Math.max(byImage, 0.2 - good + step.similarities().get(other, row));
                        }
                    }
                    expected += (byCaption + byImage) / 30;
                }
                assertThat(step.loss()).isCloseTo(expected, within(1e-5)).isPositive();
            }
        }
    }

    @Test
    void aBatchOfOneImageHasNoLossAndMovesNothing() {
        try (TrainableModel training = training(TrainingConfig.BEST)) {
            float[] before = training.weights().projection().values();
            float[] words = training.weights().words().orElseThrow().values();

            assertThat(training.step(List.of(new Triplet(0, 0, 1), new Triplet(1, 0, 2))).loss()).isZero();

            assertThat(training.weights().projection().values()).containsExactly(before);
            assertThat(training.weights().words().orElseThrow().values()).containsExactly(words);
        }
    }

    /** A step's arrays take about 200 kB: without reuse the steps would hold, or have to collect, 80 MB. */
    @ParameterizedTest
    @MethodSource("configs")
    void nativeMemoryStaysFlat(TrainingConfig config) {
        List<Triplet> triplets = new TripletSampler(DATASET).sample(new SplittableRandom(3));
        try (TrainableModel training = training(config)) {
            long before = 0;
            for (int step = 0; step < 1000; step++) {
                // two sizes, as in an epoch whose last batch is smaller
                training.step(triplets.subList(0, step % 2 == 0 ? 512 : 100));
                before = step == 50 ? Pointer.totalBytes() : before;
            }
            assertThat(Pointer.totalBytes()).isLessThan(before + (20 << 20));
        }
    }

    private static TrainableModel training(TrainingConfig config) {
        PreparedData data = PreparedData.of(DATASET, config, new SplittableRandom(1));
        return new TrainableModel(data, config, config.objective().negatives(),
                TrainingState.initial(data.initialWeights()));
    }
}
