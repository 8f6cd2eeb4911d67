package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.indexer.TestCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlineTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "HNSW"})
    void aSearchPastItsDeadlineReturnsWhatItHasMarked(SearchMode mode) throws IOException {
        TestCollection.circle(folder, 3000).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchOptions options = SearchOptions.top(10).withMode(mode).withEfSearch(100)
                    .withPageToken(SearchOptions.FIRST_PAGE);
            SearchResult late = searcher.search(Query.text("north"), options.withTimeout(Duration.ofNanos(1)));
            assertThat(late.partial()).isTrue();
            assertThat(late.hits()).hasSizeLessThanOrEqualTo(10);
            assertThat(late.nextPage()).as("pages of half a list would not part it").isEmpty();

            SearchResult inTime = searcher.search(Query.text("north"), options.withTimeout(Duration.ofDays(100_000)));
            assertThat(inTime.partial()).isFalse();
            assertThat(inTime.hits()).hasSize(10);
            assertThat(inTime.nextPage()).isPresent();
        }
    }

    @Test
    void isMissedOnlyIfSomebodyAskedAfterTheEnd() {
        Deadline over = new Deadline(System.nanoTime() - 1000, Optional.of(Duration.ofNanos(1)));
        assertThat(over.wasMissed()).isFalse();
        assertThat(over.isOver()).isTrue();
        assertThat(over.wasMissed()).isTrue();

        Deadline none = new Deadline(System.nanoTime(), Optional.empty());
        assertThat(none.isOver()).isFalse();
        Deadline centuries = new Deadline(System.nanoTime(), Optional.of(Duration.ofDays(1_000_000)));
        assertThat(centuries.isOver()).isFalse();
    }
}
