package io.semsearch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.operations.photos.PhotoWorld;
import io.semsearch.server.collections.Changes;
import io.semsearch.server.collections.ServedCollections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that meet while another one is running. */
class ChangesInOrderTest {

    private static final int NEW_PHOTO = 1000;

    @TempDir
    private Path folder;
    private ServedCollections collections;
    private Changes changes;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        collections = ServedCollections.open(ServedWorld.options(ServedWorld.make(folder)));
        changes = collections.first().changes();
    }

    @AfterEach
    void close() throws IOException {
        goOn.countDown();
        collections.close();
    }

    private Path sent(int seed) throws IOException {
        try (InputStream photo = Files.newInputStream(PhotoWorld.photo(folder.resolve(seed + ".png"), seed))) {
            return changes.inbox().take(photo).orElseThrow();
        }
    }

    /** Captions, at the first use of which something happens. */
    private static List<String> captions(Supplier<String> first) {
        return new AbstractList<>() {

            @Override
            public String get(int index) {
                return first.get();
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    private String hold() {
        running.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "a green thing";
    }

    /** A change that another thread asks for, and waits for when this returns. */
    private static <T> FutureTask<T> waiting(Callable<T> change) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(change);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.sleep(5);
        }
        return task;
    }

    private void holdChanges() throws InterruptedException {
        FutureTask<?> unused = waiting(() -> changes.caption(3, captions(this::hold)));
        running.await();
    }

    @Test
    void aFileThatIsGoneKeepsNoOtherPhotoOut() throws IOException {
        Path gone = sent(NEW_PHOTO);
        Path good = sent(NEW_PHOTO + 1);
        Files.delete(gone);
        Changes.Added added = changes.add(Set.of(gone, good));

        assertThat(added.images()).containsOnlyKeys(good);
        assertThat(added.skipped()).containsOnlyKeys(gone);
        assertThat(changes.add(Set.of(gone)).skipped()).containsOnlyKeys(gone);
    }

    @Test
    void aPhotoThatIsSentAgainWhileItIsRemovedIsAdded() throws Exception {
        Path file = sent(NEW_PHOTO);
        long id = Objects.requireNonNull(changes.add(Set.of(file)).images().get(file));
        holdChanges();
        FutureTask<Boolean> removed = waiting(() -> changes.remove(id));
        FutureTask<Changes.Added> added = waiting(() -> changes.add(Set.of(sent(NEW_PHOTO))));
        goOn.countDown();

        assertThat(removed.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(added.get(20, TimeUnit.SECONDS).newFiles()).containsExactly(file);
        assertThat(file).exists();
    }

    @Test
    void aChangeThatFailsBadlyIsAnswered() throws Exception {
        FutureTask<?> failing = waiting(() -> changes.caption(3, captions(() -> {
            throw new StackOverflowError("of this test");
        })));

        assertThat(failing).failsWithin(20, TimeUnit.SECONDS).withThrowableThat()
                .withStackTraceContaining("of this test");
    }

    @Test
    void uploadsThatFailBadlyTogetherAreAllAnswered() throws Exception {
        holdChanges();
        FutureTask<?> failing = waiting(() -> changes.add(new AbstractSet<Path>() {

            @Override
            public Iterator<Path> iterator() {
                throw new StackOverflowError("of this test");
            }

            @Override
            public int size() {
                return 1;
            }
        }));
        FutureTask<?> with = waiting(() -> changes.add(Set.of(sent(NEW_PHOTO))));
        goOn.countDown();

        assertThat(failing).failsWithin(20, TimeUnit.SECONDS);
        assertThat(with).failsWithin(20, TimeUnit.SECONDS).withThrowableThat().withStackTraceContaining("of this test");
    }
}
