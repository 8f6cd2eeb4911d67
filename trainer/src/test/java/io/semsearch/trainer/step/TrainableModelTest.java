package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainableModelTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(300, 1);

    private static final TrainingConfig HARDEST = TrainingConfig.BEST
            .withObjective(TrainingConfig.BEST.objective().with(Negatives.IN_BATCH_HARDEST));

    static Stream<TrainingConfig> configs() {
        return Stream.of(TrainingConfig.COURSE, TrainingConfig.BEST, HARDEST);
    }

    /** The pairs to compare are chosen in the middle of a step, from similarities of the same step. */
    @Test
    void theHardestPairsAreThoseOfTheStepItself() {
        List<Triplet> triplets = new TripletSampler(DATASET).sample(new SplittableRandom(3));
        TrainingConfig config = HARDEST;
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

    /** Rows that are no captions fill up the similarities; whatever is in them, they count for nothing. */
    @Test
    void anImageBatchComparesCaptionsWithOtherImagesAndTheirCaptions() {
        List<Triplet> batch = IntStream.range(0, 60).mapToObj(caption -> new Triplet(caption,
                DATASET.imageRow(caption), 299)).toList();
        try (TrainableModel training = training(TrainingConfig.BEST)) {
            for (int i = 0; i < 3; i++) {
                TrainableModel.Step step = training.step(batch);
                FloatMatrix similarities = step.similarities();

                assertThat(similarities.rows()).isEqualTo(64);
                assertThat(similarities.columns()).isEqualTo(30);
                assertThat(step.loss()).isCloseTo(lossOfImageBatch(similarities, ImageColumns.distinct(batch).good()),
                        within(1e-4)).isPositive();
            }
        }
    }

    private static double lossOfImageBatch(FloatMatrix similarities, int[] own) {
        double sum = 0;
        for (int caption = 0; caption < own.length; caption++) {
            int row = caption;
            double good = similarities.get(row, own[row]);
            double[] images = IntStream.range(0, similarities.columns()).filter(column -> column != own[row])
                    .mapToDouble(column -> similarities.get(row, column)).toArray();
            double[] captions = IntStream.range(0, own.length).filter(other -> own[other] != own[row])
                    .mapToDouble(other -> similarities.get(other, own[row])).toArray();
            for (double[] others : List.of(images, captions)) {
                sum += Math.max(0, 0.2 - good + Arrays.stream(others).max().orElseThrow()) + 0.5 / 2
                        * Math.log1p(Arrays.stream(others).map(other -> Math.exp((other - good) / 0.05)).sum());
            }
        }
        return sum / own.length;
    }

    static Stream<TrainingConfig> pairs() {
        return configs().filter(TrainingConfig::learnsWords);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aBatchOfOneImageHasNoLossAndMovesNothing(TrainingConfig config) {
        try (TrainableModel training = training(config)) {
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
        PreparedData data = PreparedData.of(DATASET, config, new SplittableRandom(1), Progress.NONE);
        return new TrainableModel(data, config, config.objective().negatives(),
                TrainingState.initial(data.initialWeights()));
    }
}
