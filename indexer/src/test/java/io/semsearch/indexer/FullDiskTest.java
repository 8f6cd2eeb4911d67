package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the disk fills up, the earlier index answers as before, and no file is left behind. */
class FullDiskTest {

    private static final long ROOM_ENOUGH = 1L << 30;
    private static final float[] EAST = {1, 0};

    @TempDir
    Path folder;

    @Test
    void theEarlierIndexSurvives() throws IOException {
        TestCollection.circle(folder, 50).index();
        String answer = PlainLucene.search(index(), IndexSchema.SEMANTIC, EAST);
        long needed = bytesNeeded();
        try (Directory directory = FSDirectory.open(index())) {
            Set<String> files = Set.of(directory.listAll());

            for (long room : rooms(needed)) {
                TestCollection larger = TestCollection.circle(folder.resolve("larger"), 70);
                assertThatThrownBy(() -> index(larger, new FullDisk(directory, room))).as("room for %d bytes", room)
                        .isInstanceOf(IOException.class);

                assertThat(directory.listAll()).as("room for %d bytes", room)
                        .containsExactlyInAnyOrderElementsOf(files);
                assertThat(PlainLucene.search(index(), IndexSchema.SEMANTIC, EAST)).isEqualTo(answer);
            }
            index(TestCollection.circle(folder.resolve("larger"), 70), new FullDisk(directory, needed));
            assertThat(directory.listAll()).hasSameSizeAs(files);
        }
    }

    @Test
    void theLastCommitSurvivesAChangeAndTheNextOneHasNothingOfIt() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 300);
        FullDisk measured = indexFirst(circle, ROOM_ENOUGH);
        try (ImageCollection collection = open(circle, measured)) {
            putRest(circle, collection);
        }
        for (long room : rooms(ROOM_ENOUGH - measured.bytesLeft())) {
            FullDisk disk = indexFirst(circle, room);
            try (ImageCollection collection = open(circle, disk)) {
                assertThatThrownBy(() -> putRest(circle, collection)).as("room for %d bytes", room)
                        .isInstanceOf(IOException.class).hasMessage(index()
                                + ": the index could not be changed, it is as it was: No space left on device");
                assertThat(IndexContent.read(folder).captions()).as("room for %d bytes", room).hasSize(50);

                disk.free(ROOM_ENOUGH);
                assertThat(collection.remove(List.of(1L, 300L)))
                        .isEqualTo(new RemoveReport(List.of(1L), List.of(300L)));
            }
            assertThat(IndexContent.read(folder).captions()).as("room for %d bytes", room).hasSize(49);
        }
    }

    @Test
    void aMergeThatFailsTakesNothingWithIt() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 300);
        FullDisk disk = indexFirst(circle, ROOM_ENOUGH);
        try (ImageCollection collection = open(circle, disk)) {
            putRest(circle, collection);
            long room = disk.bytesLeft();
            disk.free(5000 - room);

            assertThatThrownBy(() -> collection.optimize(Progress.NONE)).isInstanceOf(IOException.class)
                    .hasMessageStartingWith(index() + ": the index could not be changed, it is as it was: ");
            assertThat(IndexContent.read(folder).captions()).hasSize(300);

            disk.free(room);
            collection.remove(List.of(1L));
            assertThat(collection.optimize(Progress.NONE).after().segments()).isEqualTo(1);
        }
        assertThat(IndexContent.read(folder).captions()).hasSize(299);
    }

    /** Indexes 50 of the images on a disk that then has the given number of free bytes. */
    private FullDisk indexFirst(TestCollection circle, long room) throws IOException {
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(circle.dataset(1, 50),
                circle.features(), Progress.NONE);
        return new FullDisk(FSDirectory.open(index()), room);
    }

    private ImageCollection open(TestCollection circle, Directory directory) throws IOException {
        return ImageCollection.open(folder, directory, circle.model(), List.of());
    }

    private static void putRest(TestCollection circle, ImageCollection collection) throws IOException {
        collection.put(circle.dataset(40, 300), circle.features(), Progress.NONE);
    }

    private long bytesNeeded() throws IOException {
        try (Directory elsewhere = FSDirectory.open(folder.resolve("elsewhere"))) {
            FullDisk disk = new FullDisk(elsewhere, ROOM_ENOUGH);
            index(TestCollection.circle(folder.resolve("larger"), 70), disk);
            return ROOM_ENOUGH - disk.bytesLeft();
        }
    }

    private static List<Long> rooms(long needed) {
        List<Long> rooms = new ArrayList<>();
        for (int percent = 0; percent < 100; percent += 4) {
            rooms.add(needed * percent / 100);
        }
        rooms.add(1L);
        rooms.add(needed - 100);
        rooms.add(needed - 1);
        return rooms;
    }

    private static void index(TestCollection collection, Directory directory) throws IOException {
        new ImageIndexer(collection.folder(), collection.model(), IndexOptions.defaults("test")).index(directory,
                collection.dataset(), collection.features(), Progress.NONE);
    }

    private Path index() {
        return folder.resolve(IndexSchema.FOLDER);
    }
}
