package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.UnknownImageException;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An index in which images were deleted, replaced and added, so that it has several segments and holes. */
class ManySegmentsTest {

    private static final int IMAGES = 360;

    @TempDir
    Path folder;

    @BeforeEach
    void change() throws IOException {
        TestCollection circle = TestCollection.circle(folder, IMAGES);
        circle.index();
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(2L));
            put(collection, 5, 0, -1);
            put(collection, 1000, 1, 0);
        }
    }

    private static void put(ImageCollection collection, long id, float east, float north) throws IOException {
        collection.put(new CaptionDataset(List.of(ImageRecord.ofId(id)), List.of()),
                ImageFeatures.of(new long[]{id}, FloatMatrix.wrap(1, 3, new float[]{east, north, 0})), Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "HNSW"})
    void findsWhatIsThereAndNothingElse(SearchMode mode) throws IOException {
        SearchOptions options = SearchOptions.top(4).withMode(mode);
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchResult east = searcher.search(Query.text("east"), options);
            assertThat(east.mode()).isEqualTo(mode);
            assertThat(ids(east)).containsExactly(1L, 1000L, 360L, 3L);
            assertThat(ids(searcher.search(Query.text("south"), options.withEfSearch(20)))).startsWith(5L, 271L);
            assertThat(ids(searcher.search(Query.image(1), options))).startsWith(1000L, 360L, 3L);
            assertThat(ids(searcher.search(Query.image(5), options))).startsWith(271L).doesNotContain(5L);
        }
    }

    @Test
    void looksImagesUpInAllSegments() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(searcher.size()).isEqualTo(IMAGES);
            assertThat(searcher.info().segments()).isEqualTo(3);
            assertThat(searcher.info().deletedDocuments()).isEqualTo(2);
            assertThat(searcher.find(2)).isEmpty();
            assertThat(searcher.find(5)).hasValueSatisfying(image -> assertThat(image.captions()).isEmpty());
            assertThat(searcher.find(1000)).hasValueSatisfying(image -> {
                assertThat(image.record().width()).isZero();
                assertThat(image.url()).isEmpty();
            });
            assertThatThrownBy(() -> searcher.search(Query.image(2), SearchOptions.top(1)))
                    .isInstanceOf(UnknownImageException.class);
        }
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().id()).toList();
    }
}
