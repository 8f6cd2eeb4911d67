package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.search.Hit;
import io.semsearch.search.PageTokenException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On images that stand on a circle. */
class PagesTest {

    private static final int IMAGES = 360;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "HNSW"})
    void pagesPartTheWholeList(SearchMode mode) throws IOException {
        TestCollection.circle(folder, IMAGES).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchOptions options = SearchOptions.top(25).withMode(mode).withEfSearch(30);
            List<Hit> all = pages(searcher, Query.text("north"), options);

            assertThat(all).extracting(Hit::rank).isEqualTo(LongStream.rangeClosed(1, IMAGES).mapToObj(i -> (int) i)
                    .toList());
            assertThat(ids(all)).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, IMAGES).boxed()
                    .toList());
            assertThat(pages(searcher, Query.image(5), options)).hasSize(IMAGES - 1);
        }
    }

    @Test
    void nearDuplicatesAreOnOnePageOnly() throws IOException {
        TestCollection.circle(folder, IMAGES).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            // among features those of one parity are near: cos(1 degree) of the circle, or 2 of height
            SearchOptions options = SearchOptions.top(4).withCollapse(0.95);
            List<Hit> all = pages(searcher, Query.text("north"), options);

            List<Long> seen = new ArrayList<>(ids(all));
            all.forEach(hit -> seen.addAll(hit.nearDuplicates()));
            assertThat(all).hasSizeBetween(10, 100);
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(all).extracting(Hit::rank).isEqualTo(LongStream.rangeClosed(1, all.size())
                    .mapToObj(i -> (int) i).toList());
        }
    }

    @Test
    void aPageIsOfTheIndexThatItsListBeganIn() throws IOException {
        TestCollection.circle(folder, IMAGES).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchOptions options = SearchOptions.top(100);
            SearchResult first = searcher.search(Query.text("north"), options.withPageToken(SearchOptions.FIRST_PAGE));
            TestCollection.circle(folder, 12).index();
            assertThat(searcher.refresh()).isTrue();
            assertThat(searcher.size()).isEqualTo(12);

            List<Long> seen = new ArrayList<>(ids(first.hits()));
            String token = first.nextPage().orElseThrow();
            while (!token.isEmpty()) {
                SearchResult page = searcher.search(Query.text("north"), options.withPageToken(token));
                seen.addAll(ids(page.hits()));
                token = page.nextPage().orElse("");
            }
            assertThat(seen).hasSize(IMAGES).doesNotHaveDuplicates();
        }
    }

    @Test
    void manyTurnPagesWhileTheIndexChanges() throws Exception {
        TestCollection circle = TestCollection.circle(folder, IMAGES);
        circle.index();
        AtomicBoolean done = new AtomicBoolean();
        Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
        AtomicInteger lists = new AtomicInteger();
        try (ImageSearcher searcher = ImageSearcher.open(folder); ImageCollection collection = circle.open()) {
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(Thread.ofPlatform().start(() -> {
                    while (!done.get()) {
                        try {
                            List<Hit> all = pages(searcher, Query.text("north"), SearchOptions.top(50));
                            assertThat(ids(all)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(IMAGES - 200);
                            lists.incrementAndGet();
                        } catch (IOException | RuntimeException | AssertionError e) {
                            errors.add(e);
                        }
                    }
                }));
            }
            for (long image = 1; image <= 200; image++) {
                collection.remove(List.of(image));
                searcher.refresh();
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(errors).isEmpty();
        assertThat(lists.get()).isGreaterThan(10);
    }

    @Test
    void aPageIsKeptForItsTimeOnly() throws Exception {
        TestCollection.circle(folder, IMAGES).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder,
                SearcherOptions.DEFAULT.withPageLifetime(Duration.ofMillis(20)))) {
            SearchOptions options = SearchOptions.top(10);
            String token = searcher.search(Query.text("north"), options.withPageToken(SearchOptions.FIRST_PAGE))
                    .nextPage().orElseThrow();
            TestCollection.circle(folder, 12).index();
            searcher.refresh();
            Thread.sleep(50);

            assertThatThrownBy(() -> searcher.search(Query.text("north"), options.withPageToken(token)))
                    .isInstanceOf(PageTokenException.class).hasMessageContaining("no longer there");
        }
    }

    @Test
    void anotherSearcherOfTheSameIndexGoesOn() throws IOException {
        TestCollection.circle(folder, IMAGES).index();
        SearchOptions options = SearchOptions.top(10);
        String token;
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            token = searcher.search(Query.text("north"), options.withPageToken(SearchOptions.FIRST_PAGE)).nextPage()
                    .orElseThrow();
        }
        try (ImageSearcher other = ImageSearcher.open(folder)) {
            assertThat(other.search(Query.text("north"), options.withPageToken(token)).hits()).first()
                    .extracting(Hit::rank).isEqualTo(11);
        }
    }

    @Test
    void refusesTokensOfOtherQueriesOptionsAndIndexes() throws IOException {
        TestCollection.circle(folder.resolve("a"), IMAGES).index();
        TestCollection.circle(folder.resolve("b"), IMAGES).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder.resolve("a"));
                ImageSearcher other = ImageSearcher.open(folder.resolve("b"))) {
            SearchOptions options = SearchOptions.top(10);
            String token = searcher.search(Query.text("north"), options.withPageToken(SearchOptions.FIRST_PAGE))
                    .nextPage().orElseThrow();

            refuses(searcher, Query.text("south"), options.withPageToken(token),
                    "belongs to another query, or to other options");
            refuses(searcher, Query.text("north"), options.withEfSearch(50).withPageToken(token),
                    "belongs to another query, or to other options");
            refuses(searcher, Query.text("north"), SearchOptions.top(11).withPageToken(token),
                    "belongs to another query, or to other options");
            refuses(other, Query.text("north"), options.withPageToken(token),
                    "belongs to a state of the index that is no longer there");
            refuses(searcher, Query.text("north"), options.withPageToken("%&"), "is not a page token");
            refuses(searcher, Query.text("north"), options.withPageToken("AAAA"), "is not a page token");
            refuses(searcher, Query.text("north"), options.withPageToken(""), "is not a page token");
        }
    }

    @Test
    void whoDoesNotAskForPagesGetsNone() throws IOException {
        TestCollection.circle(folder, 30).index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(searcher.search(Query.text("north"), SearchOptions.top(10)).nextPage()).isEmpty();
            SearchOptions all = SearchOptions.top(30).withPageToken(SearchOptions.FIRST_PAGE);
            assertThat(searcher.search(Query.text("north"), all).nextPage()).as("that was all").isEmpty();
            SearchOptions others = SearchOptions.top(29).withPageToken(SearchOptions.FIRST_PAGE);
            assertThat(searcher.search(Query.image(3), others).nextPage()).as("all but itself").isEmpty();
        }
    }

    private static void refuses(ImageSearcher searcher, Query query, SearchOptions options, String reason) {
        assertThatThrownBy(() -> searcher.search(query, options)).isInstanceOf(PageTokenException.class)
                .hasMessageContaining(reason);
    }

    private static List<Hit> pages(ImageSearcher searcher, Query query, SearchOptions options) throws IOException {
        List<Hit> all = new ArrayList<>();
        String token = SearchOptions.FIRST_PAGE;
        while (!token.isEmpty()) {
            SearchResult page = searcher.search(query, options.withPageToken(token));
            assertThat(page.hits()).isNotEmpty();
            all.addAll(page.hits());
            token = page.nextPage().orElse("");
        }
        return all;
    }

    private static List<Long> ids(List<Hit> hits) {
        return hits.stream().map(hit -> hit.image().id()).toList();
    }
}
