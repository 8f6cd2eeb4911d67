package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.FilterException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three hundred images on a circle: the first hundred of the split train, the others of val; every tenth tagged
 * "tenth" and "Big one", and 1,000 wide where others are 640. */
class FilterTest {

    private static final int IMAGES = 300;

    @TempDir
    static Path folder;

    private static ImageSearcher searcher;

    @BeforeAll
    static void open() throws IOException {
        TestCollection circle = TestCollection.circle(folder, IMAGES);
        List<ImageRecord> images = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        for (long id = 1; id <= IMAGES; id++) {
            images.add(new ImageRecord(id, id + ".jpg", id % 10 == 0 ? 1000 : 640, 480, "", id <= 100 ? "train" : "val",
                    id % 10 == 0 ? List.of("tenth", "Big one") : List.of()));
            captions.add(new Caption(id, id, (id % 2 == 0 ? "A Dog at place " : "two cats at place ") + id));
        }
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test"))
                .index(new CaptionDataset(images, captions), circle.features(), Progress.NONE);
        searcher = ImageSearcher.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        searcher.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"split:train | 100", "split:val AND tag:tenth | 20", "tag:\"Big one\" | 30",
            "tag:big* | 0", "width:1000 | 30", "width:[0 TO 999] | 270", "width>=1000 | 30", "height:480 | 300",
            "id:42 | 1", "id:[10 TO 19] | 10", "id:(1 2 3) | 0", "id:(1 OR 2 OR 3) | 3", "file_name:12*.jpg | 11",
            "file_name:150.jpg~2 | 158",
            "dog | 150", "DOGS | 0", "caption:dog AND NOT split:val | 50", "\"two cats\" | 150", "\"cats two\" | 0",
            "dog cats | 0", "dog OR cats | 300", "*:* | 300", "place AND (id:7 OR id:8) | 2", "nothing | 0"})
    void onlyWhatFitsIsFound(String where, int expected) throws IOException {
        for (SearchMode mode : List.of(SearchMode.EXACT, SearchMode.HNSW)) {
            SearchResult result = searcher.search(Query.text("east"),
                    SearchOptions.top(IMAGES).withMode(mode).withWhere(where));
            assertThat(result.hits()).as(where).hasSize(expected);
            assertThat(result.hits()).isSortedAccordingTo((a, b) -> Float.compare(b.similarity(), a.similarity()));
        }
    }

    @Test
    void approximateSearchFindsTheNearestOfThoseThatFit() throws IOException {
        SearchOptions all = SearchOptions.top(5).withMode(SearchMode.HNSW).withEfSearch(10);
        List<Long> north = ids(searcher.search(Query.text("north"), all.withWhere("split:val")));
        assertThat(north).as("75 would be north").containsExactly(101L, 102L, 103L, 104L, 105L);

        SearchResult even = searcher.search(Query.text("north"), all.withWhere("dog"));
        assertThat(even.mode()).isEqualTo(SearchMode.HNSW);
        assertThat(ids(even)).containsExactlyInAnyOrder(76L, 74L, 78L, 72L, 80L);
    }

    @Test
    void pagesOfWhatFitsPartIt() throws IOException {
        List<Long> seen = new ArrayList<>();
        String token = SearchOptions.FIRST_PAGE;
        SearchOptions options = SearchOptions.top(7).withMode(SearchMode.HNSW).withEfSearch(10).withWhere("tag:tenth");
        while (!token.isEmpty()) {
            SearchResult page = searcher.search(Query.text("east"), options.withPageToken(token));
            seen.addAll(ids(page));
            token = page.nextPage().orElse("");
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(1, 30).mapToObj(i -> 10 * i).toList());
    }

    @Test
    void tellsSplitAndTagsOfHits() throws IOException {
        ImageRecord image = searcher.find(110).orElseThrow().record();
        assertThat(image.split()).isEqualTo("val");
        assertThat(image.tags()).containsExactly("tenth", "Big one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"width:[100 TO | found its end",
            "dog AND | at column 8: dog AND >>> : found its end", "(dog | at column 5: (dog >>> : found its end",
            "dog AND OR cat | at column 9: dog AND  >>> OR cat: found 'OR'",
            "dog) | at column 4: dog >>> ): found ')'", "\"dog | column 5",
            "colour:red | names the field 'colour', expected one of "
                    + "camera, caption, file_name, generated, height, id, latitude, longitude, split, tag, taken, width",
            "width:wide | wide", "dog OR colour:[a TO b] | 'colour'"})
    void showsWhereAFilterCannotBeUnderstood(String where, String place) {
        assertThatThrownBy(() -> searcher.search(Query.text("east"), SearchOptions.top(1).withWhere(where)))
                .isInstanceOf(FilterException.class).hasMessageContaining(place)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains("filter"));
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }
}
