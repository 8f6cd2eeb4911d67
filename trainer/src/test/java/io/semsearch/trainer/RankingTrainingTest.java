package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTrainingTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(300, 1);

    static Stream<TrainingConfig> configs() {
        return Stream.of(TrainingConfig.COURSE, TrainingConfig.BEST);
    }

    /** A step's arrays take about 200 kB: without reuse the steps would hold, or have to collect, 80 MB. */
    @ParameterizedTest
    @MethodSource("configs")
    void nativeMemoryStaysFlat(TrainingConfig config) {
        List<Triplet> triplets = new TripletSampler(DATASET).sample(new SplittableRandom(3));
        TrainingStart start = new TrainingStart(DATASET, config, new SplittableRandom(1));
        try (RankingTraining training = new RankingTraining(start.dataset(), start.scaled(), config,
                config.objective().negatives(), start.state())) {
            long before = 0;
            for (int step = 0; step < 1000; step++) {
                // two sizes, as in an epoch whose last batch is smaller
                training.step(triplets.subList(0, step % 2 == 0 ? 512 : 100));
                before = step == 50 ? Pointer.totalBytes() : before;
            }
            assertThat(Pointer.totalBytes()).isLessThan(before + (20 << 20));
        }
    }
}
