package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Words stand on a cone around an axis, 45 degrees from it and 5 degrees apart by longitude; the photo of each word is
 * another 46 degrees out. The hub stands on the axis: nearer to every word than the word's own photo. */
class HubnessCorrectionMetricsTest {

    private static final int WORDS = 72;
    private static final double WORD_TILT = 45;
    private static final double PHOTO_TILT = 91;
    private static final int HUB = WORDS;
    private static final int WORDS_A_BANK_CAPTION = 6;
    private static final long STRANGERS = 1000;

    private static final CaptionEmbedder EMBEDDER = new CaptionEmbedder(new InMemoryWordVectors(
            IntStream.range(0, WORDS).mapToObj(i -> "word" + i).toList(), cone(WORD_TILT)),
            new InverseDocumentFrequency(10, new int[WORDS]));
    private static final EmbeddedDataset DATASET = dataset();
    private static final FloatMatrix GALLERY = DATASET.images().matrix();
    private static final HubPenalties PENALTIES = HubPenalties.of(GALLERY, DATASET.images().imageIds(),
            bank().embed(EMBEDDER));

    @Test
    void theHubIsFirstUntilItPays() {
        Evaluation evaluation = evaluation(Optional.of(PENALTIES));

        HubnessCorrectionMetrics none = evaluation.corrections().getFirst();
        assertThat(none.textToImage().recallAt1()).isZero();
        assertThat(none.textToImage().recallAt5()).isEqualTo(1);
        assertThat(none.hubness().hubs().getFirst()).isEqualTo(new Hubness.Hub(HUB, WORDS));
        for (HubnessCorrectionMetrics corrected : evaluation.corrections().subList(1, 3)) {
            assertThat(corrected.textToImage().recallAt1()).as("%s", corrected.correction()).isEqualTo(1);
            assertThat(corrected.hubness().kOccurrences()[HUB]).as("%s", corrected.correction()).isZero();
            assertThat(corrected.hubness().kSkewness()).isLessThan(none.hubness().kSkewness());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ranksAreThoseOfCosineLessPenalty(HubnessCorrection correction) {
        int[] ranks = IntStream.range(0, DATASET.size()).map(caption -> 1 + (int) IntStream.rangeClosed(0, HUB)
                .filter(image -> value(correction, caption, image) > value(correction, caption,
                        DATASET.imageRow(caption)))
                .count()).toArray();

        List<HubnessCorrectionMetrics> measured = evaluation(Optional.of(PENALTIES)).corrections();

        assertThat(measured).extracting(HubnessCorrectionMetrics::correction)
                .containsExactly(HubnessCorrection.values());
        assertThat(measured).filteredOn(metrics -> metrics.correction() == correction)
                .extracting(HubnessCorrectionMetrics::textToImage).containsExactly(RetrievalMetrics.of(ranks));
    }

    @Test
    void whatIsMeasuredWithoutCorrectionStaysAsItWas() {
        Evaluation with = evaluation(Optional.of(PENALTIES));
        Evaluation without = evaluation(Optional.empty());

        assertThat(without.corrections()).extracting(HubnessCorrectionMetrics::correction)
                .containsExactly(HubnessCorrection.NONE);
        for (Evaluation each : List.of(with, without)) {
            HubnessCorrectionMetrics none = each.corrections().getFirst();
            assertThat(none.textToImage()).isEqualTo(each.textToImage().metrics())
                    .isEqualTo(without.textToImage().metrics());
            assertThat(each.hubness()).isSameAs(none.hubness());
        }
        assertThat(with.textToImage().ranks()).isEqualTo(without.textToImage().ranks());
        assertThat(with.imageToText().ranks()).isEqualTo(without.imageToText().ranks());
        assertThat(with.hubness().kOccurrences()).isEqualTo(without.hubness().kOccurrences());
    }

    /** Equal images pay alike, and stay as equal as they were. */
    @Test
    void correctedTiesScoreAtChance() {
        FloatMatrix same = FloatMatrix.zeros(HUB + 1, 3);
        IntStream.rangeClosed(0, HUB).forEach(row -> same.setRow(row, new float[]{0, 0, 1}));
        HubPenalties penalties = HubPenalties.of(same, LongStream.range(STRANGERS, STRANGERS + HUB + 1).toArray(),
                bank().embed(EMBEDDER));

        Evaluation evaluation = Evaluation.of(DATASET, new MeasuredGallery(same, Optional.of(penalties)),
                EvaluationOptions.ofSeed(5), Progress.NONE);

        RetrievalMetrics none = evaluation.corrections().getFirst().textToImage();
        assertThat(none.meanRank()).isCloseTo(RetrievalMetrics.ofChance(HUB + 1).meanRank(), within(1.0));
        assertThat(evaluation.corrections()).extracting(HubnessCorrectionMetrics::textToImage).containsOnly(none);
    }

    private static Evaluation evaluation(Optional<HubPenalties> penalties) {
        return Evaluation.of(DATASET, new MeasuredGallery(GALLERY, penalties), EvaluationOptions.ofSeed(1),
                Progress.NONE);
    }

    private static double value(HubnessCorrection correction, int caption, int image) {
        return DATASET.embeddings().dotRows(caption, GALLERY, image) - PENALTIES.get(correction, image);
    }

    /** A caption for each word's photo; the hub has one that nobody knows. */
    private static EmbeddedDataset dataset() {
        FloatMatrix vectors = FloatMatrix.zeros(WORDS + 1, 3);
        FloatMatrix photos = cone(PHOTO_TILT);
        IntStream.range(0, WORDS).forEach(row -> vectors.setRow(row, photos.row(row)));
        vectors.setRow(HUB, new float[]{0, 0, 1});
        List<Caption> captions = new ArrayList<>(
                IntStream.range(0, WORDS).mapToObj(i -> new Caption(i, i, "word" + i)).toList());
        captions.add(new Caption(HUB, HUB, "unheard"));
        CaptionDataset all = new CaptionDataset(LongStream.rangeClosed(0, HUB).mapToObj(ImageRecord::ofId).toList(),
                captions);
        return EmbeddedDataset.embed(CaptionedFeatures.join(all,
                ImageFeatures.of(LongStream.rangeClosed(0, HUB).toArray(), vectors)), EMBEDDER);
    }

    /** Some of the words, as captions of other images. */
    private static CaptionBank bank() {
        return new CaptionBank(IntStream.range(0, WORDS / WORDS_A_BANK_CAPTION)
                .mapToObj(i -> new Caption(i, STRANGERS + i, "word" + WORDS_A_BANK_CAPTION * i)).toList());
    }

    private static FloatMatrix cone(double tilt) {
        FloatMatrix vectors = FloatMatrix.zeros(WORDS, 3);
        double radius = Math.sin(Math.toRadians(tilt));
        for (int i = 0; i < WORDS; i++) {
            double longitude = 2 * Math.PI * i / WORDS;
            vectors.setRow(i,
                    new float[]{(float) (radius * Math.cos(longitude)), (float) (radius * Math.sin(longitude)),
                            (float) Math.cos(Math.toRadians(tilt))});
        }
        return vectors;
    }
}
