package io.semsearch.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.Triplet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 40 images with 80 captions. */
class BatchesTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(40, 1);

    private final List<ModelWeights> asked = new ArrayList<>();

    @Test
    void anEpochHasEveryCaptionOnceInBatches() {
        List<List<Triplet>> batches = draw(Negatives.RANDOM, 30);

        assertThat(batches).extracting(List::size).containsExactly(30, 30, 20);
        assertThat(batches.stream().flatMap(List::stream)).extracting(Triplet::caption).doesNotHaveDuplicates()
                .hasSize(DATASET.size());
        assertThat(asked).isEmpty();
    }

    @Test
    void aLastCaptionAloneIsLeftOutWhereCaptionsOfABatchAreCompared() {
        assertThat(draw(Negatives.IN_BATCH, 79)).extracting(List::size).containsExactly(79);
        assertThat(draw(Negatives.RANDOM, 79)).extracting(List::size).containsExactly(79, 1);
    }

    /** 40 images in batches of up to 15: three, of 13 or 14. */
    @Test
    void imageBatchesHaveImagesWithAllTheirCaptions() {
        List<List<Triplet>> batches = draw(Negatives.IMAGE_BATCH, 15);

        assertThat(batches).extracting(batch -> batch.stream().map(Triplet::goodImage).distinct().count())
                .containsExactly(13L, 13L, 14L);
        assertThat(batches.stream().flatMap(batch -> batch.stream().map(Triplet::goodImage).distinct()))
                .doesNotHaveDuplicates().hasSize(40).isNotEqualTo(IntStream.range(0, 40).boxed().toList());
        assertThat(batches.stream().flatMap(List::stream)).extracting(Triplet::caption).doesNotHaveDuplicates()
                .hasSize(DATASET.size());
    }

    @Test
    void hardNegativesAreSearchedForEvery32Batches() {
        List<Triplet> random = draw(Negatives.RANDOM, 2).stream().flatMap(List::stream).toList();
        List<Triplet> hardest = draw(Negatives.HARDEST, 2).stream().flatMap(List::stream).toList();

        assertThat(asked).hasSize(2);
        assertThat(hardest).extracting(Triplet::caption)
                .containsExactlyElementsOf(random.stream().map(Triplet::caption).toList());
        assertThat(hardest).isNotEqualTo(random);
    }

    private List<List<Triplet>> draw(Negatives negatives, int batchSize) {
        TrainingConfig course = TrainingConfig.COURSE;
        TrainingConfig config = new TrainingConfig(1, 1, 1, batchSize, 10, course.optimizer(), course.objective(),
                course.regularization(), course.initialization(), SmallWorld.SEMANTIC_DIMENSION, course.scaling(),
                false);
        PreparedData data = PreparedData.of(DATASET, config, new SplittableRandom(1), Progress.NONE);
        Batches.Epoch epoch = new Batches(data, config).draw(negatives, new SplittableRandom(2), () -> {
            asked.add(data.initialWeights());
            return data.initialWeights();
        });
        assertThat(epoch.captions()).isEqualTo(DATASET.size());
        List<List<Triplet>> batches = new ArrayList<>();
        epoch.forEach(batch -> batches.add(List.copyOf(batch)));
        return batches;
    }
}
