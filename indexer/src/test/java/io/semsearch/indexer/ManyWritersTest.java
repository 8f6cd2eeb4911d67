package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads that share one collection. */
@Timeout(300)
class ManyWritersTest {

    private static final int BATCH = 10;
    private static final int ROUNDS = 25;

    @TempDir
    Path folder;

    @Test
    void twoThreadsChangeOneOptimizesAndReadersSeeWholeBatches() throws Exception {
        TestCollection circle = TestCollection.circle(folder, 4 * BATCH);
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(circle.dataset(1, BATCH),
                circle.features(), Progress.NONE);
        AtomicBoolean done = new AtomicBoolean();
        List<Set<Long>> seen = new ArrayList<>();
        try (ImageCollection collection = circle.open(); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<Boolean> first = threads.submit(changes(collection, circle, BATCH + 1));
            Future<Boolean> second = threads.submit(changes(collection, circle, 2 * BATCH + 1));
            Future<Boolean> optimizing = threads.submit(() -> {
                while (!done.get()) {
                    collection.optimize(Progress.NONE);
                    failInTheMiddle(collection, circle);
                }
                return true;
            });
            Future<Boolean> reading = threads.submit(() -> readUntil(done, seen));
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
            done.set(true);
            assertThat(optimizing.get()).isTrue();
            assertThat(reading.get()).isTrue();
        }
        assertThat(seen).isNotEmpty().allSatisfy(images -> assertThat(images.size() % BATCH).isZero());
        assertThat(IndexContent.read(folder).captions())
                .containsOnlyKeys(LongStream.rangeClosed(1, 3 * BATCH).boxed().toList());
        assertThat(IndexContent.isClean(folder)).isTrue();
    }

    /** Puts a batch and removes it, again and again; it is there at the end. */
    private static Callable<Boolean> changes(ImageCollection collection, TestCollection circle, int from) {
        int to = from + BATCH - 1;
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(collection.put(circle.dataset(from, to), circle.features(), Progress.NONE).added())
                        .isEqualTo(BATCH);
                assertThat(collection.put(circle.dataset(from, to), circle.features(), Progress.NONE).replaced())
                        .isEqualTo(BATCH);
                if (round < ROUNDS - 1) {
                    assertThat(collection.remove(LongStream.rangeClosed(from, to).boxed().toList()).removed())
                            .hasSize(BATCH);
                }
            }
            return true;
        };
    }

    /** A failure rolls the writer back, while others use it. */
    private static void failInTheMiddle(ImageCollection collection, TestCollection circle) throws IOException {
        try {
            collection.put(circle.dataset(3 * BATCH + 1, 4 * BATCH), circle.features(), (name, total, unit) -> done -> {
                throw new UnsupportedOperationException("of this test");
            });
        } catch (UnsupportedOperationException e) {
            assertThat(e).hasMessage("of this test");
        }
    }

    private boolean readUntil(AtomicBoolean done, List<Set<Long>> seen) throws IOException {
        while (!done.get()) {
            try (Directory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER));
                    DirectoryReader reader = DirectoryReader.open(directory)) {
                seen.add(IndexContent.of(reader).captions().keySet());
            }
        }
        return true;
    }
}
