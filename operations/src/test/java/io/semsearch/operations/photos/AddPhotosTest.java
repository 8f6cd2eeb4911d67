package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.EncoderId;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.indexing.RemoveImages;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.photos.AddPhotos.Removal;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddPhotosTest {

    @TempDir
    Path temporary;

    private CollectionFolder collection;
    private Path photos;
    private final List<String> remarks = new ArrayList<>();

    @BeforeEach
    void makeCollection() throws IOException {
        temporary = temporary.toRealPath();
        photos = Files.createDirectories(temporary.resolve("photos"));
        collection = new CollectionFolder(temporary.resolve("mine"));
        MakePhotoCollection
                .run(new MakePhotoCollection.Options(collection, PhotoWorld.model(temporary.resolve("like"))));
    }

    @Test
    void newPhotosAreAddedAndFound() throws IOException {
        draw("a.png", 1);
        draw("trip/b.png", 2);

        AddPhotos.Result result = add();

        assertThat(result.added()).isEqualTo(2);
        assertThat(result.images()).isEqualTo(2);
        assertThat(result.skipped()).isEmpty();
        assertThat(names()).containsExactlyEntriesOf(new TreeMap<>(Map.of(1L, "a.png", 2L, "trip/b.png")));
        assertThat(image(2).file()).hasValue(photos.resolve("trip/b.png"));
        assertThat(image(2).record().width()).isEqualTo(32);
        assertThat(VerifyIndex.run(VerifyIndex.Options.of(collection.path()), OperationListener.NONE).problems())
                .isEmpty();
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNotOpened() throws IOException {
        Path a = draw("a.png", 1);
        add();
        FileTime modified = Files.getLastModifiedTime(a);
        Files.write(a, new byte[Math.toIntExact(Files.size(a))]);
        Files.setLastModifiedTime(a, modified);

        AddPhotos.Result again = add();

        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(again.skipped()).isEmpty();
        assertThat(again.images()).isEqualTo(1);
    }

    @Test
    void aFileWithTheSameBytesAndAnotherTimeIsReadOnceMore() throws IOException {
        Path a = draw("a.png", 1);
        add();
        PhotoWorld.touch(a, Instant.parse("2020-01-02T03:04:05.006Z"));

        assertThat(add().unchanged()).isEqualTo(1);

        assertThat(image(1).record().photo().orElseThrow().content().orElseThrow().modified())
                .isEqualTo(Instant.parse("2020-01-02T03:04:05.006Z"));
    }

    @Test
    void aChangedPhotoIsReplacedUnderItsId() throws IOException {
        draw("a.png", 1);
        Path b = draw("b.png", 2);
        Files.writeString(photos.resolve("b.txt"), "a green hill\n");
        add();
        String before = hash(2);
        Files.delete(photos.resolve("b.txt"));
        PhotoWorld.photo(b, 22);
        PhotoWorld.touch(b, Instant.now().plusSeconds(5));

        AddPhotos.Result result = add();

        assertThat(result.replaced()).isEqualTo(1);
        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(result.images()).isEqualTo(2);
        assertThat(hash(2)).isNotEqualTo(before);
        assertThat(image(2).captions()).containsExactly("a green hill");
        assertThat(thumbnails()).hasSize(2).doesNotContain(before + ".jpg");
    }

    @Test
    void aMovedPhotoKeepsItsIdAndIsNotEncodedAgain() throws IOException {
        Path a = draw("a.png", 1);
        draw("b.png", 2);
        add();
        Files.createDirectories(photos.resolve("album"));
        Files.move(a, photos.resolve("album/z.png"));

        AddPhotos.Result result = AddPhotos.run(options().with(Removal.GONE), listener());

        assertThat(result.renamed()).isEqualTo(1);
        assertThat(result.removed()).isZero();
        assertThat(result.gone()).isZero();
        assertThat(names()).containsExactlyEntriesOf(new TreeMap<>(Map.of(1L, "album/z.png", 2L, "b.png")));
        assertThat(add().unchanged()).isEqualTo(2);
    }

    @Test
    void aCopyIsAnImageOfItsOwn() throws IOException {
        Path a = draw("a.png", 1);
        Files.copy(a, photos.resolve("b.png"));
        AddPhotos.Result first = add();
        Files.copy(a, photos.resolve("c.png"));
        AddPhotos.Result second = add();

        assertThat(first.added()).isEqualTo(2);
        assertThat(first.copies()).isEqualTo(1);
        assertThat(second.added()).isEqualTo(1);
        assertThat(second.copies()).isEqualTo(1);
        assertThat(thumbnails()).hasSize(1);
        Files.delete(a);
        assertThat(AddPhotos.run(options().with(Removal.GONE), listener()).removed()).isEqualTo(1);
        assertThat(thumbnails()).as("two copies are left").hasSize(1);
        assertThat(names().keySet()).containsExactly(2L, 3L);
    }

    @Test
    void idsAreNeverReused() throws IOException {
        draw("a.png", 1);
        Path b = draw("b.png", 2);
        add();
        Files.delete(b);

        assertThat(add().gone()).as("kept without sync").isEqualTo(1);
        assertThat(names()).hasSize(2);
        AddPhotos.Result synced = AddPhotos.run(options().with(Removal.GONE), listener());
        draw("c.png", 3);
        add();
        RemoveImages.run(RemoveImages.Options.of(collection.path(), List.of(3L)), OperationListener.NONE);
        Files.delete(photos.resolve("c.png"));
        draw("d.png", 4);
        add();

        assertThat(synced.removed()).isEqualTo(1);
        assertThat(names()).containsExactlyEntriesOf(new TreeMap<>(Map.of(1L, "a.png", 4L, "d.png")));
        assertThat(thumbnails()).hasSize(2);
    }

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
        assertThat(remarks).containsExactly(disk + " has no photos, the collection has some from there: is a disk "
                + "missing? None of them is removed");
        Files.delete(disk);
        Files.move(elsewhere, disk);
        assertThat(AddPhotos.run(options(disk).with(Removal.GONE), listener()).unchanged()).isEqualTo(2);
    }

    @Test
    void syncLeavesPhotosOfOtherFoldersAndExcludedOnes() throws IOException {
        draw("one/a.png", 1);
        draw("one/b.png", 3);
        draw("two/b.png", 2);
        add();
        Files.delete(photos.resolve("two/b.png"));

        assertThat(AddPhotos.run(options(photos.resolve("one")).with(Removal.GONE), listener()).removed()).isZero();
        AddPhotos.Options excluding = new AddPhotos.Options(collection, List.of(photos), List.of("a.*"), List.of(),
                Removal.GONE, Optional.empty(), true, encoders());
        assertThat(AddPhotos.run(excluding, listener()).removed()).isEqualTo(1);
        assertThat(names().values()).containsExactly("one/a.png", "one/b.png");
    }

    @Test
    void captionsBesidePhotosAreKeptUpToDate() throws IOException {
        draw("a.png", 1);
        Path text = Files.writeString(photos.resolve("a.txt"), "\ufeffa red boat\n\n  two boats \n");
        draw("b.png", 2);
        Path file = Files.writeString(temporary.resolve("captions.json"), """
                {"images": [{"id": 9, "file_name": "a.png"}, {"id": 7, "file_name": "b.png"}],
                 "annotations": [{"id": 1, "image_id": 7, "caption": "a blue sea"},
                                 {"id": 2, "image_id": 9, "caption": "not used"}]}""");
        AddPhotos.Options options = new AddPhotos.Options(collection, List.of(photos), List.of(), List.of(file),
                Removal.NONE, Optional.empty(), true, encoders());
        AddPhotos.run(options, listener());
        assertThat(image(1).captions()).containsExactly("a red boat", "two boats");
        assertThat(image(2).captions()).containsExactly("a blue sea");

        Files.writeString(text, "a dark boat");
        AddPhotos.Result result = add();

        assertThat(result.recaptioned()).isEqualTo(1);
        assertThat(image(1).captions()).containsExactly("a dark boat");
        assertThat(image(2).captions()).as("no captions came with it this time").containsExactly("a blue sea");
        assertThat(add().recaptioned()).isZero();
        Files.write(text, new byte[]{(byte) 0xC3, 0x28});
        AddPhotos.Result unreadable = add();
        assertThat(unreadable.unchanged()).isEqualTo(2);
        assertThat(unreadable.skipped()).singleElement()
                .satisfies(skipped -> assertThat(skipped.message()).contains("a.txt", "UTF-8"));
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
    void photosOfOneNameInTwoFoldersAreTwoImages() throws IOException {
        Path first = temporary.resolve("one");
        Path second = temporary.resolve("two");
        Path one = PhotoWorld.photo(first.resolve("a.png"), 1);
        Path two = PhotoWorld.photo(second.resolve("a.png"), 2);

        AddPhotos.run(options(first, second), listener());
        AddPhotos.Result again = AddPhotos.run(options(second, first, one), listener());

        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(List.of(image(1).file().orElseThrow(), image(2).file().orElseThrow())).containsExactly(one, two);
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

    @Test
    void anotherEncoderIsRefused() throws IOException {
        CollectionFolder other = new CollectionFolder(temporary.resolve("other"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(other,
                PhotoWorld.model(temporary.resolve("like other"), EncoderId.named("resnet18", 512), 7)));
        draw("a.png", 1);
        AddPhotos.Options options = new AddPhotos.Options(other, List.of(photos), List.of(), List.of(), Removal.NONE,
                Optional.of("builtin-512-1"), true, encoders());

        assertThatThrownBy(() -> AddPhotos.run(options, listener())).isInstanceOf(IOException.class)
                .hasMessageContaining("the index holds features of the encoder resnet18");
        assertThatThrownBy(() -> AddPhotos.run(AddPhotos.Options.of(other.path(), List.of(photos), encoders()),
                listener())).isInstanceOf(IOException.class).hasMessageContaining("resnet18");
    }

    @Test
    void anIndexThatNamesNoEncoderTakesOneThatIsNamed() throws IOException {
        CollectionFolder other = new CollectionFolder(temporary.resolve("other"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(other,
                PhotoWorld.model(temporary.resolve("like other"), EncoderId.unnamed(512), 7)));
        draw("a.png", 1);

        assertThatThrownBy(() -> AddPhotos.run(AddPhotos.Options.of(other.path(), List.of(photos), encoders()),
                listener())).hasMessageContaining("name it with --photo-encoder");
        AddPhotos.Options named = new AddPhotos.Options(other, List.of(photos), List.of(), List.of(), Removal.NONE,
                Optional.of("builtin-512-1"), true, encoders());
        assertThat(AddPhotos.run(named, listener()).added()).isEqualTo(1);
        assertThat(remarks).anyMatch(remark -> remark.contains("only their number, 512, was compared"));
    }

    @Test
    void aCollectionIsMadeOnceAndKeepsItsModel() throws IOException {
        CollectionFolder like = new CollectionFolder(temporary.resolve("like"));
        draw("a.png", 1);
        add();

        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, like));

        assertThat(names()).hasSize(1);
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);
        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other)))
                .hasMessage(collection.path() + ": has a model already, which is not that of " + other.path()
                        + ": leave --like out, or choose another folder with -c");
    }

    /** As after a run whose encoder was not installed: the next one may name another collection. */
    @Test
    void aCollectionWithoutImagesTakesAnotherModel() throws IOException {
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);

        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other));

        assertThat(ModelReader.readManifest(collection.model()).fingerprint())
                .isEqualTo(ModelReader.readManifest(other.model()).fingerprint());
        draw("a.png", 1);
        assertThat(add().added()).isEqualTo(1);
    }

    @Test
    void aTrainedCollectionKeepsItsModel() throws IOException {
        Files.createDirectories(collection.path().resolve("reports"));
        CollectionFolder other = PhotoWorld.model(temporary.resolve("third"), EncoderId.named("builtin-512-1", 512), 8);

        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(collection, other)))
                .hasMessageContaining("has a model already");
    }

    @Test
    void aCollectionWhoseIndexCannotBeReadMakesNone() throws IOException {
        CollectionFolder damaged = PhotoWorld.model(temporary.resolve("third"));
        Files.writeString(Files.createDirectories(damaged.index()).resolve("segments_1"), "no index");
        CollectionFolder made = new CollectionFolder(temporary.resolve("made"));

        assertThatThrownBy(() -> MakePhotoCollection.run(new MakePhotoCollection.Options(made, damaged)))
                .isInstanceOf(IndexFileException.class);
        assertThat(made.model()).doesNotExist();
    }

    private Path draw(String name, long seed) throws IOException {
        return PhotoWorld.photo(photos.resolve(name), seed);
    }

    private AddPhotos.Result add() throws IOException {
        return AddPhotos.run(options(), listener());
    }

    private AddPhotos.Options options() {
        return options(photos);
    }

    private AddPhotos.Options options(Path... paths) {
        return AddPhotos.Options.of(collection.path(), List.of(paths), encoders());
    }

    private EncoderStore encoders() {
        return new EncoderStore(temporary.resolve("encoders"));
    }

    private OperationListener listener() {
        return new OperationListener() {

            @Override
            public void onRemark(String remark) {
                remarks.add(remark);
            }
        };
    }

    private Map<Long, String> names() throws IOException {
        Map<Long, String> names = new TreeMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> names.put(image.id(), image.fileName()));
        }
        return names;
    }

    private IndexedImage image(long id) throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return searcher.find(id).orElseThrow();
        }
    }

    private String hash(long id) throws IOException {
        return image(id).record().photo().orElseThrow().content().orElseThrow().sha256();
    }

    private List<String> thumbnails() throws IOException {
        try (Stream<Path> files = Files.list(ThumbnailFolder.of(collection).path())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
