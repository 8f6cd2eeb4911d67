package io.semsearch.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionedFeaturesTest {

    @Test
    void joinsByImageAndCountsWhatFindsNoPartner() {
        CaptionDataset dataset = new CaptionDataset(
                List.of(ImageRecord.ofId(1), ImageRecord.ofId(2), ImageRecord.ofId(3), ImageRecord.ofId(5)),
                List.of(new Caption(10, 3, "c"), new Caption(11, 1, "a"), new Caption(12, 2, "b"),
                        new Caption(13, 5, "zero")));
        ImageFeatures features = ImageFeatures.of(new long[]{4, 3, 1, 5},
                FloatMatrix.wrap(4, 2, new float[]{4, 4, 3, 3, 1, 1, 0, 0}));

        CaptionedFeatures joined = CaptionedFeatures.join(dataset, features);

        assertThat(joined.features().size()).isEqualTo(2);
        assertThat(joined.features().row(1)).containsExactly(3, 3);
        assertThat(joined.captions()).extracting(Caption::id).containsExactly(10L, 11L);
        assertThat(joined.imageRows()).containsExactly(1, 0);
        assertThat(joined.imagesWithoutFeatures()).isEqualTo(1);
        assertThat(joined.featuresWithoutCaptions()).isEqualTo(1);
        assertThat(joined.imagesWithAllZeroFeatures()).isEqualTo(1);
    }

    @Test
    void sortsFeaturesByImage() {
        ImageFeatures features = ImageFeatures.of(new long[]{9, -2}, FloatMatrix.wrap(2, 1, new float[]{90, 20}));

        assertThat(features.imageId(0)).isEqualTo(-2);
        assertThat(features.row(features.rowOf(9))).containsExactly(90);
        assertThat(features.rowOf(3)).isEqualTo(-1);
    }

    @Test
    void refusesFeaturesThatAreNoNumbersOrCannotBeTold() {
        assertThatThrownBy(
                () -> ImageFeatures.of(new long[]{1, 7}, FloatMatrix.wrap(2, 2, new float[]{0, 0, 0, Float.NaN})))
                .hasMessage("image 7: feature 1 must be a finite number, got NaN");
        assertThatThrownBy(() -> ImageFeatures.of(new long[]{7, 7}, FloatMatrix.zeros(2, 2)))
                .hasMessage("image 7 has features twice");
        assertThatThrownBy(() -> ImageFeatures.of(new long[]{7}, FloatMatrix.zeros(2, 2)))
                .hasMessageContaining("1 ids for 2 rows");
    }
}
