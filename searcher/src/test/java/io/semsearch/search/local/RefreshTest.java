package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {

    private static final FloatMatrix DROP_HEIGHT = FloatMatrix.wrap(3, 2, new float[]{1, 0, 0, 1, 0, 0});

    @TempDir
    Path folder;

    @Test
    void showsChangesOnceItIsRefreshed() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 36);
        circle.index();
        try (ImageSearcher searcher = ImageSearcher.open(folder); ImageCollection collection = circle.open()) {
            assertThat(searcher.refresh()).as("nothing has changed").isFalse();
            put(collection, 100, 1, 0);
            collection.remove(List.of(1L));
            assertThat(searcher.size()).as("not before it is refreshed").isEqualTo(36);

            assertThat(searcher.refresh()).isTrue();
            assertThat(first(searcher)).isEqualTo(100);
            assertThat(searcher.find(1)).isEmpty();
            put(collection, 100, -1, 0);
            assertThat(searcher.refresh()).isTrue();
            assertThat(first(searcher)).as("replaced").isNotEqualTo(100);
            assertThat(searcher.size()).isEqualTo(36);
        }
    }

    @Test
    void refreshesByItself() throws Exception {
        TestCollection circle = TestCollection.circle(folder, 36);
        circle.index();
        SearcherOptions options = SearcherOptions.DEFAULT.withRefreshInterval(Duration.ofMillis(10));
        try (ImageSearcher searcher = ImageSearcher.open(folder, options);
                ImageCollection collection = circle.open()) {
            put(collection, 100, 1, 0);
            for (int i = 0; i < 1000 && searcher.find(100).isEmpty(); i++) {
                Thread.sleep(10);
            }
            assertThat(searcher.find(100)).isPresent();
        }
    }

    @Test
    void takesTheModelAlongIfTheIndexIsMadeAnewWithAnother() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 36);
        circle.index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(first(searcher)).isEqualTo(1);

            // east becomes west
            FloatMatrix turned = FloatMatrix.wrap(3, 2, new float[]{-1, 0, 0, -1, 0, 0});
            TestCollection other = TestCollection.of(folder, circle.features().matrix(), turned);
            assertThat(searcher.refresh()).as("the model alone changes no answer").isFalse();
            assertThat(first(searcher)).isEqualTo(1);
            other.index();
            assertThat(searcher.refresh()).isTrue();
            assertThat(first(searcher)).isEqualTo(19);
        }
    }

    @Test
    void goesOnWithTheLastIndexIfTheNewOneIsOfAModelThatIsNotThere() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 36);
        circle.index();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            FloatMatrix turned = FloatMatrix.wrap(3, 2, new float[]{-1, 0, 0, -1, 0, 0});
            TestCollection.of(folder, circle.features().matrix(), turned).index();
            TestCollection.writeModel(folder, DROP_HEIGHT);
            FloatMatrix third = FloatMatrix.wrap(3, 2, new float[]{0, 1, 1, 0, 0, 0});
            TestCollection.writeModel(folder, third);

            assertThatThrownBy(searcher::refresh).isInstanceOf(IndexFileException.class)
                    .hasMessageContaining("index was built with model");
            assertThat(first(searcher)).isEqualTo(1);
            assertThat(searcher.size()).isEqualTo(36);
        }
    }

    @Test
    void searchesThatRunDoNotNoticeARefresh() throws Exception {
        TestCollection circle = TestCollection.circle(folder, 36);
        circle.index();
        AtomicBoolean done = new AtomicBoolean();
        try (ImageSearcher searcher = ImageSearcher.open(folder); ImageCollection collection = circle.open()) {
            List<Thread> threads = Stream.generate(() -> Thread.ofPlatform().unstarted(() -> {
                while (!done.get()) {
                    try {
                        SearchResult all = searcher.search(Query.text("east"), SearchOptions.top(1000));
                        assertThat(all.hits().stream().map(hit -> hit.image().id())).doesNotHaveDuplicates()
                                .hasSizeBetween(36, 66);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            })).limit(3).toList();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            threads.forEach(thread -> thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e)));
            threads.forEach(Thread::start);
            for (int i = 0; i < 30; i++) {
                put(collection, 100 + i, 1, i);
                assertThat(searcher.refresh()).isTrue();
            }
            done.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(searcher.size()).isEqualTo(66);
        }
    }

    @Test
    void aClosedSearcherIsNotRefreshed() throws IOException {
        TestCollection.circle(folder, 12).index();
        ImageSearcher searcher = ImageSearcher.open(folder);
        searcher.close();
        searcher.close();
        assertThatIllegalStateException().isThrownBy(searcher::refresh).withMessageContaining("closed");
    }

    private static void put(ImageCollection collection, long id, float east, float north) throws IOException {
        collection.put(new CaptionDataset(List.of(ImageRecord.ofId(id)), List.of()),
                ImageFeatures.of(new long[]{id}, FloatMatrix.wrap(1, 3, new float[]{east, north, 0})), Progress.NONE);
    }

    private static long first(ImageSearcher searcher) throws IOException {
        return searcher.search(Query.text("east"), SearchOptions.top(1)).hits().getFirst().image().id();
    }
}
