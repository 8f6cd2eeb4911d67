package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.index.Accepted;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.IndexFiles;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.OpenIndex;
import io.semsearch.search.index.VectorQuery;
import io.semsearch.search.index.VectorSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
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

    /** What is found in time stays: a longer list that is cut holds other images. */
    @Test
    void aListThatTheDeadlineCutsKeepsItsBeginning() throws IOException, InterruptedException {
        TestCollection.circle(folder, 3000).index();
        try (DirectoryReader reader = IndexFiles.open(folder.resolve(IndexSchema.FOLDER))) {
            Deadline deadline = new Deadline(System.nanoTime(), Optional.of(Duration.ofSeconds(2)));
            RankedImages ranked = new RankedImages(new VectorSearch(OpenIndex.of(reader, folder),
                    new VectorQuery(Space.SEMANTIC, new float[]{1, 0}, Set.of(), HubnessCorrection.NONE),
                    Accepted.all(3000), deadline), SearchMode.EXACT, 0);
            List<Neighbour> first = ranked.first(5);
            assertThat(first).hasSize(5);
            while (!deadline.isOver()) {
                Thread.sleep(10);
            }

            assertThat(ranked.first(10)).isEqualTo(first);
            assertThat(ranked.first(20)).isEqualTo(first);
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
