package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.AddPhotos.Removal;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchPhotosTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path temporary;

    private CollectionFolder collection;
    private Path photos;
    private final Following following = new Following();
    private final List<AddPhotos.Result> results = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    private static final class Following implements OperationListener {

        private final List<String> remarks = new CopyOnWriteArrayList<>();
        private volatile boolean isCancelled;

        @Override
        public void onRemark(String remark) {
            remarks.add(remark);
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }

    @BeforeEach
    void makeCollection() throws IOException {
        temporary = temporary.toRealPath();
        photos = Files.createDirectories(temporary.resolve("photos"));
        collection = new CollectionFolder(temporary.resolve("mine"));
        MakePhotoCollection
                .run(new MakePhotoCollection.Options(collection, PhotoWorld.model(temporary.resolve("like"))));
        PhotoWorld.photo(photos.resolve("a.png"), 1);
    }

    @AfterEach
    void end() throws Exception {
        following.isCancelled = true;
        running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void followsWhatComesMovesAndGoes() throws Exception {
        start(Duration.ofHours(1));
        await(() -> names().containsValue("a.png"));

        for (int i = 10; i < 30; i++) {
            PhotoWorld.photo(photos.resolve("burst/" + i + ".png"), i);
        }
        await(() -> names().size() == 21);
        Files.move(photos.resolve("burst/10.png"), photos.resolve("moved.png"));
        await(() -> names().containsValue("moved.png"));
        assertThat(names()).hasSize(21);
        Files.delete(photos.resolve("a.png"));
        await(() -> !names().containsValue("a.png"));

        assertThat(names()).hasSize(20);
        assertThat(results).extracting(AddPhotos.Result::added).as("a burst is no run for each photo")
                .hasSizeLessThan(12);
    }

    @Test
    void aHalfWrittenPhotoIsTakenWhenItIsWhole() throws Exception {
        byte[] whole = Files.readAllBytes(PhotoWorld.photo(temporary.resolve("whole.png"), 5));
        start(Duration.ofHours(1));
        await(() -> names().containsValue("a.png"));

        Files.write(photos.resolve("b.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(photos.resolve("b.png"), whole);

        await(() -> names().containsValue("b.png"));
        assertThat(running).isNotDone();
    }

    @Test
    void aDiskThatGoesAwayAndReturnsLosesNothing() throws Exception {
        Path other = temporary.resolve("disk");
        PhotoWorld.photo(other.resolve("d.png"), 7);
        start(Duration.ofHours(1), photos, other);
        await(() -> names().size() == 2);

        Path away = Files.move(other, temporary.resolve("unplugged"));
        await(() -> following.remarks.contains(other + " is missing: waiting for it; none of its photos is removed"));
        PhotoWorld.photo(photos.resolve("b.png"), 8);
        await(() -> names().size() == 3);
        PhotoWorld.photo(away.resolve("e.png"), 9);
        Files.move(away, other);

        await(() -> names().size() == 4);
        assertThat(following.remarks).contains(other + " is there again");
        assertThat(results).extracting(AddPhotos.Result::removed).containsOnly(0);
    }

    @Test
    void changesWithoutEventsAreFoundByLooking() throws Exception {
        Path far = temporary.resolve("far");
        PhotoWorld.photo(far.resolve("f.png"), 3);
        Files.createSymbolicLink(photos.resolve("f.png"), far.resolve("f.png"));
        start(Duration.ofMillis(300));
        await(() -> names().size() == 2);

        PhotoWorld.photo(far.resolve("f.png"), 4);

        await(() -> results.stream().anyMatch(result -> result.replaced() == 1));
    }

    @Test
    void aFileCannotBeFollowed() {
        assertThatThrownBy(() -> WatchPhotos.run(WatchPhotos.Options.of(options(photos.resolve("a.png"))), following,
                results::add)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> new WatchPhotos.Options(options(photos), Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("must be positive");
    }

    private AddPhotos.Options options(Path... paths) {
        return AddPhotos.Options.of(collection.path(), List.of(paths), new EncoderStore(temporary.resolve("encoders")))
                .with(Removal.GONE);
    }

    private void start(Duration rescan, Path... paths) {
        WatchPhotos.Options options = new WatchPhotos.Options(options(paths.length == 0 ? new Path[]{photos} : paths),
                Duration.ofMillis(100), rescan);
        running = CompletableFuture.runAsync(() -> {
            try {
                WatchPhotos.run(options, following, results::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void await(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (running.isDone()) {
                running.get();
            }
            assertThat(System.nanoTime()).as("nothing came; remarks: %s, results: %s", following.remarks, results)
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private Map<Long, String> names() {
        Map<Long, String> names = new TreeMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> names.put(image.id(), image.fileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
