package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.operations.photos.AddPhotos.Removal;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Photos that cannot be read, interrupted runs, other writers and readers. */
class AddPhotosSafelyTest extends WithPhotoCollection {

    @Test
    void aFolderThatIsOutOfReachLosesNothing() throws IOException {
        draw("disk/a.png", 1);
        draw("disk/b.png", 2);
        add();
        Path disk = photos.resolve("disk");
        Path elsewhere = Files.move(disk, temporary.resolve("unplugged"));

        assertThatThrownBy(() -> AddPhotos.run(options(disk).with(Removal.GONE), listener()))
                .isInstanceOf(NoSuchFileException.class).hasMessageContaining("disk");
        Files.createDirectory(disk);
        AddPhotos.Result mountPoint = AddPhotos.run(options(disk).with(Removal.GONE), listener());

        assertThat(mountPoint.removed()).isZero();
        assertThat(remarks).containsExactly(disk + ": the collection has 2 photos from here that cannot be found: is a "
                + "disk missing? None is removed; --forget-missing removes them");
        Files.delete(disk);
        Files.move(elsewhere, disk);
        assertThat(AddPhotos.run(options(disk).with(Removal.GONE), listener()).unchanged()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsListedAndTheRestIsAdded() throws IOException {
        draw("good.png", 1);
        Files.writeString(photos.resolve("text.jpg"), "no photo");
        Files.createFile(photos.resolve("empty.png"));
        byte[] half = Files.readAllBytes(draw("half.png", 2));
        Files.write(photos.resolve("half.png"), Arrays.copyOf(half, half.length / 2));
        Files.writeString(photos.resolve("notes.md"), "not looked at");

        AddPhotos.Result result = add();

        assertThat(result.added()).isEqualTo(1);
        assertThat(result.skipped()).extracting(skipped -> skipped.file().getFileName().toString())
                .containsExactlyInAnyOrder("empty.png", "half.png", "text.jpg");
        assertThat(result.skipped()).allSatisfy(
                skipped -> assertThat(skipped.message()).contains(skipped.file().toString()));
        assertThat(names()).containsOnlyKeys(1L);
    }

    @Test
    void aKnownPhotoThatBecomesUnreadableStays() throws IOException {
        Path a = draw("a.png", 1);
        add();
        Files.writeString(a, "half written");

        AddPhotos.Result result = AddPhotos.run(options().with(Removal.GONE), listener());

        assertThat(result.skipped()).hasSize(1);
        assertThat(names()).containsOnlyKeys(1L);
    }

    @Test
    void aLargePhotoHasASmallThumbnail() throws IOException {
        PhotoWorld.photo(photos.resolve("large.png"), 1, 700);

        add();

        Path thumbnail = image(1).thumbnail().orElseThrow();
        assertThat(thumbnail).exists().hasParent(ThumbnailFolder.of(collection).path());
        assertThat(ImageIO.read(thumbnail.toFile()).getWidth()).isEqualTo(256);
    }

    @Test
    void whatAKilledRunLeftOfAThumbnailIsDeleted() throws IOException {
        Path thumbnails = Files.createDirectories(ThumbnailFolder.of(collection).path());
        Path draft = Files.createFile(thumbnails.resolve(".unfinished-1"));
        draw("a.png", 1);

        add();

        assertThat(draft).doesNotExist();
        assertThat(thumbnails()).hasSize(1);
    }

    @Test
    void theCollectionsOwnThumbnailsAreNoPhotos() throws IOException {
        draw("a.png", 1);
        add();

        AddPhotos.Result result = AddPhotos.run(options(temporary), listener());

        assertThat(result.added()).isZero();
        assertThat(result.unchanged()).isEqualTo(1);
    }

    @Test
    void anInterruptedRunIsCompletedByTheNext() throws IOException {
        for (int i = 0; i < 100; i++) {
            draw(i + ".png", i);
        }
        AtomicInteger steps = new AtomicInteger();
        OperationListener cancelling = new OperationListener() {

            @Override
            public boolean isCancelled() {
                return steps.incrementAndGet() > 200;
            }
        };

        assertThatThrownBy(() -> AddPhotos.run(options(), cancelling, Duration.ZERO))
                .isInstanceOf(OperationCancelledException.class);
        int kept = names().size();
        AddPhotos.Result rest = add();

        assertThat(kept).isBetween(1, 99);
        assertThat(rest.unchanged()).isEqualTo(kept);
        assertThat(rest.added()).isEqualTo(100 - kept);
        assertThat(names().keySet()).containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(names().values()).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 100).mapToObj(i -> i + ".png").toList());
    }

    @Test
    void searchesSeePhotosWhileOthersAreAdded() throws Exception {
        for (int i = 0; i < 200; i++) {
            draw(i + ".png", i);
        }
        CountDownLatch started = new CountDownLatch(1);
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            CompletableFuture<AddPhotos.Result> adding = CompletableFuture.supplyAsync(() -> {
                started.countDown();
                try {
                    return AddPhotos.run(options(), OperationListener.NONE, Duration.ZERO);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            started.await();
            List<Integer> sizes = new ArrayList<>();
            while (!adding.isDone()) {
                searcher.refresh();
                sizes.add(searcher.size());
                Thread.sleep(5);
            }
            searcher.refresh();
            assertThat(adding.get().added()).isEqualTo(200);
            assertThat(searcher.size()).isEqualTo(200);
            assertThat(sizes).isSorted().anyMatch(size -> size > 0 && size < 200);
        }
    }

    @Test
    void aSecondWriterIsRefused() throws IOException {
        draw("a.png", 1);
        String refusal = collection.exclusively(() -> CompletableFuture.supplyAsync(() -> {
            try {
                return add().toString();
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }).join());
        assertThat(refusal).contains("another command is writing here");
    }
}
