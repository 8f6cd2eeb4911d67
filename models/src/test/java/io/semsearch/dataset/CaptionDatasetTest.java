package io.semsearch.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionDatasetTest {

    private static final ImageRecord BEACH = new ImageRecord(1, "beach.jpg", 640, 480, "");
    private static final ImageRecord CITY = new ImageRecord(2, "city.jpg", 640, 480, "");
    private static final Caption SAND = new Caption(10, 1, "sand and sea");
    private static final Caption STREET = new Caption(11, 2, "a street");

    @Test
    void refusesACaptionOfAnImageThatIsNotThere() {
        assertThatThrownBy(() -> new CaptionDataset(List.of(BEACH), List.of(STREET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("caption 11 describes image 2, which is not there");
    }

    @Test
    void refusesAnImageIdThatOccursTwice() {
        assertThatThrownBy(() -> new CaptionDataset(List.of(BEACH, BEACH), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("twice");
    }

    @Test
    void joinsFilesThatTellOfTheSameImage() {
        CaptionDataset first = new CaptionDataset(List.of(BEACH), List.of(SAND));
        CaptionDataset second = new CaptionDataset(List.of(BEACH, CITY), List.of(STREET));

        assertThat(CaptionDataset.concat(List.of(first, second)))
                .isEqualTo(new CaptionDataset(List.of(BEACH, CITY), List.of(SAND, STREET)));
    }

    @Test
    void keepsTheCaptionsOfAFileThatIsGivenTwiceOnce() {
        CaptionDataset dataset = new CaptionDataset(List.of(BEACH, CITY), List.of(SAND, STREET));
        CaptionDataset other = new CaptionDataset(List.of(CITY), List.of(new Caption(11, 2, "a long street")));

        assertThat(CaptionDataset.concat(List.of(dataset, dataset))).isEqualTo(dataset);
        assertThat(CaptionDataset.concat(List.of(dataset, other)).captions()).hasSize(3);
    }

    @Test
    void refusesToJoinFilesWhoseIdsClash() {
        CaptionDataset first = new CaptionDataset(List.of(BEACH), List.of());
        CaptionDataset second = new CaptionDataset(List.of(new ImageRecord(1, "dog.jpg", 0, 0, "")), List.of());

        assertThatThrownBy(() -> CaptionDataset.concat(List.of(first, second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("image id 1 names two files, 'beach.jpg' and 'dog.jpg'");
    }

    @Test
    void keepsTheCaptionsOfTheImagesItKeeps() {
        CaptionDataset both = new CaptionDataset(List.of(BEACH, CITY), List.of(SAND, STREET));

        assertThat(both.retainImages(Set.of(2L))).isEqualTo(new CaptionDataset(List.of(CITY), List.of(STREET)));
        assertThat(both.captionsByImage()).containsEntry(1L, List.of(SAND)).containsEntry(2L, List.of(STREET));
    }

    @Test
    void aSplitIsForImagesThatHaveNone() {
        ImageRecord own = new ImageRecord(2, "2.jpg", 4, 3, "", "test", List.of("dog"));
        CaptionDataset dataset = new CaptionDataset(
                List.of(new ImageRecord(1, "1.jpg", 4, 3, "u", "", List.of("cat")), own), List.of());

        assertThat(dataset.withSplit("val").images())
                .containsExactly(new ImageRecord(1, "1.jpg", 4, 3, "u", "val", List.of("cat")), own);
    }
}
