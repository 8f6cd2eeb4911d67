package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.dataset.PhotoRecord.Content;
import io.semsearch.dataset.PhotoRecord.Place;
import io.semsearch.dataset.PhotoRecord.Shot;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index holds of photo files: found again, and by filters. */
class PhotoFieldsTest {

    @TempDir
    Path folder;

    private TestCollection collection;
    private ImageSearcher searcher;
    private final List<ImageRecord> images = List.of(photo(1, "2018-12-31T23:59:59", "Canon EOS 5D", 59.33, 18.07),
            photo(2, "2019-01-01T00:00:00", "Canon PowerShot", -33.9, 151.2),
            photo(3, "2019-07-14T09:30:05", "NIKON D90", 48.86, 2.35),
            photo(4, "2020-12-31T23:59:59", "", 0, 0), new ImageRecord(5, "5.jpg", 0, 0, ""));

    @BeforeEach
    void index() throws IOException {
        collection = TestCollection.circle(folder, 12);
        collection.index();
        try (ImageCollection open = collection.open()) {
            open.update(new CaptionDataset(images, List.of()), Progress.NONE);
        }
        searcher = ImageSearcher.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        searcher.close();
    }

    @Test
    void recordsAreReadAsTheyWereWritten() throws IOException {
        for (ImageRecord image : images) {
            assertThat(searcher.find(image.id()).orElseThrow().record()).isEqualTo(image);
        }
        assertThat(searcher.find(3).orElseThrow().thumbnail())
                .hasValue(folder.resolve("thumbnails").resolve("3".repeat(64) + ".jpg"));
        assertThat(searcher.find(5).orElseThrow().thumbnail()).isEmpty();
        assertThat(searcher.find(6).orElseThrow().captions()).as("of another image").isNotEmpty();
    }

    @Test
    void anUpdateKeepsTheVectors() throws IOException {
        List<Long> like2 = searcher.search(Query.image(2), SearchOptions.top(3).withSpace(Space.FEATURES)).hits()
                .stream().map(hit -> hit.image().id()).toList();
        assertThat(like2).containsExactly(4L, 12L, 6L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            taken:2019                                    | 2 3
            taken:[2019 TO 2020]                          | 2 3 4
            taken:{2018 TO 2020}                          | 2 3
            taken:[2018 TO 2019-01}                       | 1
            taken:2019-07                                 | 3
            taken:2019-07-14                              | 3
            taken:2019-07-13                              |
            taken:"2019-07-14T09"                         | 3
            taken:"2019-07-14 09:30"                      | 3
            taken:"2019-07-14T09:30:04"                   |
            taken:>=2019                                  | 2 3 4
            taken:>2019                                   | 4
            taken:<2019                                   | 1
            taken:[* TO 2019-01-01]                       | 1 2
            NOT taken:[* TO *] AND id:<=5                 | 5
            camera:Canon*                                 | 1 2
            camera:"NIKON D90"                            | 3
            latitude:[40 TO 60] AND longitude:<10         | 3
            latitude:-33.9                                | 2
            latitude:[-33.9 TO 0]                         | 2 4
            latitude:{-33.9 TO 0}                         |
            """)
    void filtersFindThem(String where, String expected) throws IOException {
        List<String> found = searcher.search(Query.text("east"), SearchOptions.top(12).withWhere(where)).hits().stream()
                .map(Hit::image).map(image -> Long.toString(image.id())).sorted().toList();
        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void featuresOfAPhotoAreAQueryInBothSpaces() throws IOException {
        float[] features = collection.features().row(2);
        for (Space space : Space.values()) {
            List<Hit> hits = searcher.search(Query.features(features), SearchOptions.top(3).withSpace(space)).hits();
            List<Hit> like = searcher.search(Query.image(3), SearchOptions.top(2).withSpace(space)).hits();
            assertThat(hits.getFirst().image().id()).isEqualTo(3);
            assertThat(hits.getFirst().similarity()).isCloseTo(1, within(1e-5f));
            assertThat(hits.subList(1, 3)).extracting(hit -> hit.image().id())
                    .containsExactlyElementsOf(like.stream().map(hit -> hit.image().id()).toList());
        }
        assertThat(
                searcher.search(Query.text("north").plus(Query.features(features), 0.5), SearchOptions.top(1)).hits())
                .hasSize(1);
        assertThatThrownBy(() -> searcher.search(Query.features(new float[]{1, 2}), SearchOptions.top(1)))
                .hasMessage(
                        "a photo's features must have 3 values, got 2: encode it with the encoder of the index, test");
    }

    private static ImageRecord photo(long id, String taken, String camera, double latitude, double longitude) {
        Content content = new Content(Long.toString(id).repeat(64), 1000 + id,
                Instant.ofEpochMilli(1_234_567_890_123L));
        Shot shot = new Shot(Optional.of(LocalDateTime.parse(taken)), camera,
                Optional.of(new Place(latitude, longitude)));
        return new ImageRecord(id, id + ".jpg", 64, 48, "", "", List.of(),
                Optional.of(PhotoRecord.of(Path.of("/photos/" + id + ".jpg"), content, shot)));
    }
}
