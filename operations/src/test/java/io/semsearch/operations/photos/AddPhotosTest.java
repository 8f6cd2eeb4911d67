package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.operations.OperationListener;
import io.semsearch.operations.indexing.RemoveImages;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.photos.AddPhotos.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What happens to photos that are new, changed, moved or gone. */
class AddPhotosTest extends WithPhotoCollection {

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

    private String hash(long id) throws IOException {
        return image(id).record().photo().orElseThrow().content().orElseThrow().sha256();
    }
}
