package io.semsearch.trainer.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TripletSamplerTest {

    private static final EmbeddedDataset FIVE = dataset(5, "dog");

    @Test
    void everyCaptionOccursOnceWithItsOwnImage() {
        List<Triplet> triplets = new TripletSampler(FIVE).sample(new SplittableRandom(1));

        assertThat(triplets).extracting(Triplet::caption)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10).boxed().toList());
        assertThat(triplets).allMatch(triplet -> triplet.goodImage() == FIVE.imageRow(triplet.caption()));
    }

    @Test
    void everyOtherImageIsDrawnAboutAsOften() {
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[5];
        for (int i = 0; i < 4_000; i++) {
            new TripletSampler(FIVE).sample(random).stream().filter(triplet -> triplet.goodImage() == 2)
                    .forEach(triplet -> drawn[triplet.badImage()]++);
        }

        assertThat(drawn[2]).isZero();
        assertThat(Arrays.stream(drawn).sum()).isEqualTo(8_000);
        for (int image : new int[]{0, 1, 3, 4}) {
            assertThat(drawn[image]).isCloseTo(2_000, within(200));
        }
    }

    @Test
    void equalSeedsDrawTheSame() {
        assertThat(new TripletSampler(FIVE).sample(new SplittableRandom(1)))
                .isEqualTo(new TripletSampler(FIVE).sample(new SplittableRandom(1)))
                .isNotEqualTo(new TripletSampler(FIVE).sample(new SplittableRandom(2)));
    }

    @Test
    void refusesWhatHasNothingToCompare() {
        assertThatThrownBy(() -> new TripletSampler(dataset(1, "dog"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a triplet needs at least 2 images, got 1");
        assertThatThrownBy(() -> new TripletSampler(dataset(5, "zebra"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no caption has an embedding");
        assertThatThrownBy(() -> new Triplet(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measuresOrderAndLoss() {
        TripletMetrics metrics = new TripletMetrics(0.25);
        metrics.add(0.9, 0.1);
        metrics.add(0.5, 0.4);
        metrics.add(0.2, 0.3);
        metrics.add(0.3, 0.3);

        assertThat(metrics.accuracy()).isEqualTo(0.5);
        assertThat(metrics.loss()).isCloseTo((0 + 0.15 + 0.35 + 0.25) / 4, within(1e-12));
        assertThatThrownBy(() -> new TripletMetrics(0.25).loss()).isInstanceOf(IllegalStateException.class);
    }

    private static EmbeddedDataset dataset(int images, String word) {
        CaptionDataset dataset = new CaptionDataset(LongStream.range(0, images).mapToObj(ImageRecord::ofId).toList(),
                LongStream.range(0, 2L * images).mapToObj(id -> new Caption(id, id % images, word)).toList());
        FloatMatrix features = FloatMatrix.zeros(images, 1);
        Arrays.fill(features.values(), 1);
        CaptionEmbedder embedder = new CaptionEmbedder(
                new InMemoryWordVectors(List.of("dog"), FloatMatrix.wrap(1, 1, new float[]{1})),
                new InverseDocumentFrequency(10, new int[]{1}));
        return EmbeddedDataset.embed(CaptionedFeatures.join(dataset,
                ImageFeatures.of(LongStream.range(0, images).toArray(), features)), embedder);
    }
}
