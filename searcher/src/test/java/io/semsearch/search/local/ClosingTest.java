package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed searcher refuses new work at once, whatever is still running. */
class ClosingTest {

    private static final String CLOSED = "the searcher is closed: open another one";
    private static final int THREADS = 4;
    private static final int ATTEMPTS_AFTER = 50;

    @TempDir
    Path folder;

    @BeforeEach
    void index() throws IOException {
        TestCollection.circle(folder, 3000).index();
    }

    @Test
    void refusesNewWorkWhileASearchIsRunning() throws IOException {
        Snapshots snapshots = new Snapshots(Snapshot.open(folder), Duration.ofMinutes(1));
        int images = snapshots.reading(snapshot -> {
            snapshots.close();
            assertThatIllegalStateException().as("begins after close").isThrownBy(() -> snapshots.reading(it -> 1))
                    .withMessage(CLOSED);
            assertThatIllegalStateException().as("a page").isThrownBy(
                    () -> snapshots.readingAt(snapshot.commit(), it -> 1)).withMessage(CLOSED);
            assertThatIllegalStateException().isThrownBy(snapshots::refresh).withMessage(CLOSED);
            snapshots.pin(snapshot); // a running search may have a next page
            return snapshot.images().live().length;
        });
        assertThat(images).as("the running one completes").isEqualTo(3000);
    }

    @Test
    void answersNothingAfterCloseUnderLoad() throws Exception {
        ImageSearcher searcher = ImageSearcher.open(folder);
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        CountDownLatch busy = new CountDownLatch(50);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                int beganAfter = 0;
                while (beganAfter < ATTEMPTS_AFTER) {
                    boolean beganClosed = closed.get();
                    beganAfter += beganClosed ? 1 : 0;
                    try {
                        searcher.search(Query.text("north"), SearchOptions.top(500));
                        (beganClosed ? after : before).incrementAndGet();
                        busy.countDown();
                    } catch (IllegalStateException e) {
                        refused.incrementAndGet();
                    } catch (IOException | RuntimeException | Error e) {
                        errors.add(e);
                        return;
                    }
                }
            }));
        }
        busy.await();
        searcher.close();
        closed.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(errors).isEmpty();
        assertThat(before.get()).isGreaterThanOrEqualTo(50);
        assertThat(after.get()).as("searches that began after close and were answered").isZero();
    }

    @Test
    void refusesEverything() throws IOException {
        ImageSearcher searcher = ImageSearcher.open(folder);
        searcher.close();
        assertThatIllegalStateException().isThrownBy(() -> searcher.search(Query.image(1), SearchOptions.top(1)))
                .withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(() -> searcher.find(1)).withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(() -> searcher.sample(1, 1)).withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(() -> searcher.explain(Query.image(1), Space.SEMANTIC, 2))
                .withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(searcher::info).withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(searcher::size).withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(searcher::refresh).withMessage(CLOSED);
        assertThatIllegalStateException().isThrownBy(() -> searcher.calibrate(Progress.NONE)).withMessage(CLOSED);
    }
}
