package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.semsearch.operations.photos.AddPhotos.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A folder with photos, in which a disk with two more may be missing. */
class MissingDiskTest extends WithPhotoCollection {

    private Path disk;
    private Path elsewhere;

    @BeforeEach
    void name() throws IOException {
        draw("here.png", 1);
        disk = photos.resolve("in/disk");
        elsewhere = temporary.resolve("elsewhere");
    }

    @AfterEach
    void tidyOtherDisk() throws IOException {
        if (elsewhere.startsWith("/dev/shm")) {
            Files.deleteIfExists(elsewhere.resolve("a.png"));
            Files.deleteIfExists(elsewhere);
        }
    }

    @Test
    void anEmptyFolderMayBeWhereADiskBelongs() throws IOException {
        draw("in/disk/a.png", 2);
        draw("in/disk/b/c.png", 3);
        add();
        Files.move(disk, elsewhere);
        PhotoWorld.touch(Files.createDirectory(disk), Instant.EPOCH);

        assertThat(sync().removed()).isZero();
        assertThat(remarks).containsExactly(disk + ": the collection has 2 photos from here that cannot be found: is a "
                + "disk missing? None is removed; --forget-missing removes them");
        Files.delete(disk);
        Files.move(elsewhere, disk);
        assertThat(sync().unchanged()).isEqualTo(3);
    }

    @Test
    void photosThatAreDeletedWithTheirFolderAreGone() throws IOException {
        draw("in/disk/a.png", 2);
        add();
        Files.delete(disk.resolve("a.png"));
        Files.delete(disk);
        Files.createFile(photos.resolve("in/notes.txt"));

        assertThat(sync().removed()).isEqualTo(1);
        assertThat(remarks).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereMayLeadToADisk() throws IOException {
        PhotoWorld.photo(elsewhere.resolve("a.png"), 2);
        Files.createDirectories(disk.getParent());
        Files.createSymbolicLink(disk, elsewhere);
        add();
        Files.move(elsewhere, temporary.resolve("unplugged"));

        assertThat(sync().removed()).isZero();
        assertThat(remarks).singleElement().asString().startsWith(disk.toString());
    }

    @Test
    void photosThatAreDeletedFromAFolderAreGone() throws IOException {
        draw("in/disk/a.png", 2);
        add();
        Files.delete(disk.resolve("a.png"));

        assertThat(sync().removed()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsForgottenIsGone() throws IOException {
        draw("in/disk/a.png", 2);
        add();
        Files.delete(disk.resolve("a.png"));
        PhotoWorld.touch(disk, Instant.EPOCH);

        AddPhotos.Result result = AddPhotos.run(options().with(Removal.MISSING), listener());

        assertThat(result.removed()).isEqualTo(1);
        assertThat(names()).containsOnlyKeys(1L);
    }

    @Test
    void aDiskIsRememberedAlthoughSomethingElseIsInItsPlace() throws IOException {
        linkToOtherDisk();
        add();
        assertThat(Disks.read(collection).folders()).containsExactly(disk);
        Files.delete(disk);

        assertThat(sync().removed()).as("no folder").isZero();
        draw("in/disk/other.png", 3);
        assertThat(sync().removed()).as("a folder of this disk").isZero();
        Files.delete(disk.resolve("other.png"));
        Files.delete(disk);
        Files.createSymbolicLink(disk, elsewhere);
        assertThat(sync()).returns(2, AddPhotos.Result::unchanged).returns(1, AddPhotos.Result::removed);
    }

    @Test
    void aForgottenDiskIsNoLongerRemembered() throws IOException {
        linkToOtherDisk();
        add();
        Files.delete(disk);

        assertThat(AddPhotos.run(options().with(Removal.MISSING), listener()).removed()).isEqualTo(1);
        assertThat(Disks.read(collection)).isEqualTo(Disks.NONE);
    }

    @Test
    void aFileThatNamesNoDisksIsRefused() throws IOException {
        Files.writeString(collection.path().resolve(Disks.FILE), "{");

        assertThatThrownBy(this::add).isInstanceOf(IOException.class).hasMessageContaining("disks.json: expected");
    }

    /** Links to a folder in memory, which Linux numbers as another disk. */
    private void linkToOtherDisk() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory) && Disks.isDisk(memory)).as("a second disk").isTrue();
        elsewhere = Files.createTempDirectory(memory, "photos");
        PhotoWorld.photo(elsewhere.resolve("a.png"), 2);
        Files.createDirectories(disk.getParent());
        Files.createSymbolicLink(disk, elsewhere);
    }

    private AddPhotos.Result sync() throws IOException {
        return AddPhotos.run(options().with(Removal.GONE), listener());
    }
}
