package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class TripletTrainingTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(300, 1);

    /** A step's arrays take about 200 kB: without reuse the steps would hold, or have to collect, 80 MB. */
    @Test
    void nativeMemoryStaysFlat() {
        List<Triplet> triplets = new TripletSampler(DATASET).sample(new SplittableRandom(3));
        TrainingState start = TrainingState.glorot(SmallWorld.FEATURE_DIMENSION, SmallWorld.SEMANTIC_DIMENSION,
                new SplittableRandom(1));
        try (TripletTraining training = new TripletTraining(DATASET, TrainingConfig.DEFAULT, start)) {
            long before = 0;
            for (int step = 0; step < 450; step++) {
                // two sizes, as in an epoch whose last batch is smaller
                training.step(triplets.subList(0, step % 2 == 0 ? 512 : 100));
                before = step == 50 ? Pointer.totalBytes() : before;
            }
            assertThat(Pointer.totalBytes()).isLessThan(before + (20 << 20));
        }
    }
}
