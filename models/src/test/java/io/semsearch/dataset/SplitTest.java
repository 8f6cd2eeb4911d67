package io.semsearch.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final CaptionDataset HUNDRED = new CaptionDataset(
            LongStream.range(0, 100).mapToObj(ImageRecord::ofId).toList(),
            LongStream.range(0, 500).mapToObj(id -> new Caption(id, id % 100, "caption " + id)).toList());

    @Test
    void noImageAndNoCaptionStandsOnBothSides() {
        Split split = Split.byImage(HUNDRED, 0.2, 7);

        assertThat(split.validation().images()).hasSize(20);
        assertThat(split.validation().captions()).hasSize(100);
        assertThat(split.training().captions()).hasSize(400);
        assertThat(imagesOfCaptions(split.training()))
                .doesNotContainAnyElementsOf(imagesOfCaptions(split.validation()));
        assertThat(Stream.concat(split.training().images().stream(), split.validation().images().stream()))
                .containsExactlyInAnyOrderElementsOf(HUNDRED.images());
    }

    @Test
    void equalSeedsGiveEqualSplitsWhateverTheOrderOfTheFile() {
        CaptionDataset reversed = new CaptionDataset(HUNDRED.images().reversed(), HUNDRED.captions());

        assertThat(ids(Split.byImage(reversed, 0.2, 7).validation()))
                .isEqualTo(ids(Split.byImage(HUNDRED, 0.2, 7).validation()))
                .isNotEqualTo(ids(Split.byImage(HUNDRED, 0.2, 8).validation()));
    }

    @Test
    void refusesASideWithoutImages() {
        CaptionDataset one = new CaptionDataset(List.of(ImageRecord.ofId(1)), List.of());

        assertThatThrownBy(() -> Split.byImage(one, 0.2, 7)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 images cannot be split");
        assertThatThrownBy(() -> Split.byImage(HUNDRED, 1.5, 7)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
    }

    private static Set<Long> ids(CaptionDataset dataset) {
        return dataset.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
    }

    private static Set<Long> imagesOfCaptions(CaptionDataset dataset) {
        return dataset.captions().stream().map(Caption::imageId).collect(Collectors.toSet());
    }
}
