package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.photos.AddPhotos.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A disk that is full, and one that is unplugged: file systems that only an administrator of Linux may mount; skipped
 * for others. */
class LostDiskTest extends WithPhotoCollection {

    private static final int PHOTOS = 60;
    private static final int BALLAST = 1_700_000;

    @AfterEach
    void unmountAll() throws IOException, InterruptedException {
        run("umount", "--lazy", disk().toString());
        run("umount", "--lazy", photos.toString());
    }

    @Test
    void aRunOnAFullDiskIsCompletedOnceThereIsRoom() throws IOException, InterruptedException {
        drawAll();
        mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", Files.createDirectories(disk()).toString());
        CollectionFolder like = collection;
        collection = new CollectionFolder(disk().resolve("mine"));
        MakePhotoCollection.run(new MakePhotoCollection.Options(collection, like));
        Path ballast = Files.write(disk().resolve("ballast"), new byte[BALLAST]);

        assertThatThrownBy(() -> AddPhotos.run(options(), listener(), Duration.ZERO)).isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        int kept = names().size();
        assertThat(kept).isBetween(1, PHOTOS - 1);
        assertThat(problems()).isEmpty();
        Files.delete(ballast);
        AddPhotos.Result rest = add();

        assertThat(rest.unchanged()).isEqualTo(kept);
        assertThat(names()).hasSize(PHOTOS);
        assertThat(thumbnails()).hasSize(PHOTOS);
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFolderThatIsUnpluggedDuringSyncLosesNothing() throws IOException, InterruptedException {
        Path elsewhere = temporary.resolve("elsewhere");
        drawAll();
        Files.move(photos, elsewhere);
        Files.createDirectory(photos);
        mount("--bind", elsewhere.toString(), photos.toString());
        add();
        for (int i = 0; i < PHOTOS; i++) {
            PhotoWorld.photo(elsewhere.resolve("new " + i + ".png"), PHOTOS + i);
        }

        AtomicInteger steps = new AtomicInteger();
        AddPhotos.Result cut = AddPhotos.run(options().with(Removal.GONE), new OperationListener() {

            @Override
            public boolean isCancelled() {
                if (steps.incrementAndGet() == 2 * PHOTOS + PHOTOS / 2) {
                    unplug();
                }
                return false;
            }
        }, Duration.ZERO);

        assertThat(cut.removed()).isZero();
        assertThat(cut.skipped()).as("those that were out of reach").hasSize(PHOTOS - cut.added());
        assertThat(cut.skipped()).isNotEmpty();
        assertThat(names()).hasSize(PHOTOS + cut.added());
        mount("--bind", elsewhere.toString(), photos.toString());
        AddPhotos.Result rest = AddPhotos.run(options().with(Removal.GONE), listener());
        assertThat(rest.unchanged()).isEqualTo(PHOTOS + cut.added());
        assertThat(names()).hasSize(2 * PHOTOS);
    }

    private Path disk() {
        return temporary.resolve("disk");
    }

    private void drawAll() throws IOException {
        for (int i = 0; i < PHOTOS; i++) {
            draw(i + ".png", i);
        }
    }

    private Iterable<?> problems() throws IOException {
        return VerifyIndex.run(VerifyIndex.Options.of(collection.path()), OperationListener.NONE).problems();
    }

    private void unplug() {
        try {
            assertThat(run("umount", "--lazy", photos.toString())).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void mount(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assumeThat(run(command)).as("may mount").isTrue();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }
}
