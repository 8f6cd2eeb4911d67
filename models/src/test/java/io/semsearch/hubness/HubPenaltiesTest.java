package io.semsearch.hubness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.Caption;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Words lie on a circle, 15 degrees apart. */
class HubPenaltiesTest {

    private static final int WORDS = 24;
    private static final CaptionEmbedder EMBEDDER = new CaptionEmbedder(new InMemoryWordVectors(
            IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList(), circle(WORDS)),
            new InverseDocumentFrequency(100, new int[WORDS]));

    @Test
    void cslsIsHalfTheMeanCosineOfTheNearestTen() {
        HubPenalties penalties = HubPenalties.of(circle(2), new long[]{1, 2}, bank(0).embed(EMBEDDER));

        double nearestTen = (1 + 2 * (cosine(15) + cosine(30) + cosine(45) + cosine(60)) + cosine(75)) / 10;
        assertThat(penalties.get(HubnessCorrection.CSLS, 0)).isEqualTo((float) nearestTen / 2, within(1e-6f));
        assertThat(penalties.get(HubnessCorrection.CSLS, 1)).isEqualTo((float) nearestTen / 2, within(1e-6f));
        assertThat(penalties.get(HubnessCorrection.NONE, 1)).isZero();
    }

    @Test
    void qbNormIsTheLogOfTheMeanOfPowers() {
        HubPenalties penalties = HubPenalties.of(circle(1), new long[]{1}, bank(0).embed(EMBEDDER));

        double mean = IntStream.range(0, WORDS).mapToDouble(i -> Math.exp(15 * cosine(15 * i))).average().orElseThrow();
        assertThat(penalties.get(HubnessCorrection.QB_NORM, 0)).isEqualTo((float) (Math.log(mean) / 15), within(1e-6f));
    }

    @Test
    void anImagesOwnCaptionsDoNotCount() {
        // the bank's captions "w0" and "w1" are of image 1
        HubPenalties penalties = HubPenalties.of(circle(1), new long[]{1}, bank(2).embed(EMBEDDER));
        HubPenalties stranger = HubPenalties.of(circle(1), new long[]{7}, bank(2).embed(EMBEDDER));

        assertThat(penalties.get(HubnessCorrection.CSLS, 0)).isLessThan(stranger.get(HubnessCorrection.CSLS, 0));
        assertThat(penalties.get(HubnessCorrection.QB_NORM, 0)).isLessThan(stranger.get(HubnessCorrection.QB_NORM, 0));
    }

    @Test
    void manyImagesPayWhatEachPaysAlone() {
        FloatMatrix images = circle(3000);
        long[] ids = LongStream.range(0, 3000).toArray();
        CaptionBank.Embedded bank = bank(2).embed(EMBEDDER);
        HubPenalties all = HubPenalties.of(images, ids, bank);

        for (int image : new int[]{0, 1, 1023, 1024, 2999}) {
            HubPenalties alone = HubPenalties.of(images.rowRange(image, image + 1), new long[]{ids[image]}, bank);
            for (HubnessCorrection correction : HubnessCorrection.values()) {
                assertThat(all.get(correction, image)).isEqualTo(alone.get(correction, 0), within(1e-6f));
            }
        }
    }

    @Test
    void aSmallBankTellsNothing() {
        // the image of one of them has ten others
        List<Caption> eleven = bank(0).captions().subList(0, 11);

        assertThat(HubPenalties.canBeMeasuredWith(new CaptionBank(eleven).embed(EMBEDDER))).isTrue();
        CaptionBank.Embedded ten = new CaptionBank(eleven.subList(1, 11)).embed(EMBEDDER);
        assertThat(HubPenalties.canBeMeasuredWith(ten)).isFalse();
        assertThatThrownBy(() -> HubPenalties.of(circle(1), new long[]{1}, ten))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 10 captions");
        List<Caption> ofOneImage = eleven.stream().map(caption -> new Caption(caption.id(), 1, caption.text()))
                .toList();
        assertThat(HubPenalties.canBeMeasuredWith(new CaptionBank(ofOneImage).embed(EMBEDDER))).isFalse();
        // 15 captions, 8 and 7 of two images in turn: each has fewer than ten of the other
        List<Caption> inTurn = bank(0).captions().subList(0, 15).stream()
                .map(caption -> new Caption(caption.id(), caption.id() % 2, caption.text())).toList();
        assertThat(HubPenalties.canBeMeasuredWith(new CaptionBank(inTurn).embed(EMBEDDER))).isFalse();
    }

    @Test
    void drawsOfTheTrainingCaptionsAsManyAsAskedForAlikeForOneSeed() {
        List<Caption> training = bank(0).captions();
        CaptionBank drawn = CaptionBank.sample(training, 10, 3);

        assertThat(drawn.captions()).hasSize(10).doesNotHaveDuplicates().isSubsetOf(training);
        assertThat(CaptionBank.sample(training, 10, 3)).isEqualTo(drawn);
        assertThat(CaptionBank.sample(training, 10, 4)).isNotEqualTo(drawn);
        assertThat(CaptionBank.sample(training, 1000, 3).captions()).containsExactlyInAnyOrderElementsOf(training);
    }

    @Test
    void captionsWithoutAPlaceAreLeftOut() {
        CaptionBank.Embedded embedded = new CaptionBank(List.of(new Caption(1, 1, "zebra"), new Caption(2, 1, "w6")))
                .embed(EMBEDDER);

        assertThat(embedded.captions()).extracting(Caption::id).containsExactly(2L);
        assertThat(embedded.vectors().get(0, 1)).isEqualTo(1, within(1e-6f));
    }

    /** One caption a word; the first ones are of image 1, the others of images of their own. */
    private static CaptionBank bank(int ofImageOne) {
        return new CaptionBank(IntStream.range(0, WORDS)
                .mapToObj(i -> new Caption(i, i < ofImageOne ? 1 : 100 + i, "w" + i)).toList());
    }

    private static FloatMatrix circle(int points) {
        FloatMatrix circle = FloatMatrix.zeros(points, 2);
        for (int i = 0; i < points; i++) {
            circle.setRow(i, new float[]{(float) cosine(360.0 * i / points), (float) cosine(90 - 360.0 * i / points)});
        }
        return circle;
    }

    private static double cosine(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
