package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that cannot be changed is reported with a remedy, and stays as it is. */
class OpeningCollectionTest {

    @TempDir
    Path folder;

    @Test
    void noIndex() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);

        assertThat(failToOpen(circle)).isEqualTo(index() + ": no index here: run 'semsearch index' first");
        assertThat(index()).doesNotExist();

        Files.createDirectories(index());
        assertThat(failToOpen(circle)).isEqualTo(index() + ": no index here: run 'semsearch index' first");
    }

    @Test
    void anotherModel() throws IOException {
        TestCollection.circle(folder, 6).index();
        TestCollection other = TestCollection.of(folder, FloatMatrix.zeros(1, 3),
                FloatMatrix.wrap(3, 2, new float[]{0, 1, 1, 0, 0, 0}));

        assertThat(failToOpen(other)).matches("\\Q" + index() + "\\E: index was built with model [0-9a-f]{12}, model "
                + "[0-9a-f]{12} was loaded: run 'semsearch index' again");
    }

    @Test
    void anotherSchemaVersionOrDimension() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        IndexManifest manifest = IndexContent.read(folder).manifest();

        say("schemaVersion", "1");
        assertThat(failToOpen(circle)).isEqualTo(index() + ": the index has schema version 1, this program reads "
                + IndexSchema.VERSION + ": run 'semsearch index' again");

        say("schemaVersion", Integer.toString(manifest.schemaVersion()));
        say("featureDimension", "512");
        assertThat(failToOpen(circle)).isEqualTo(index() + ": index has vectors of 512 and 2 values, the model those "
                + "of 3 and 2: run 'semsearch index' again");
    }

    @Test
    void aDamagedIndex() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        Path commit;
        try (Stream<Path> files = Files.list(index())) {
            commit = files.filter(file -> file.getFileName().toString().startsWith("segments_")).findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(commit);
        for (int kept : new int[]{0, 40, whole.length - 1}) {
            Files.write(commit, Arrays.copyOf(whole, kept));
            assertThat(failToOpen(circle)).startsWith(index() + ": the index is damaged (")
                    .endsWith("): run 'semsearch index' again");
        }
    }

    @Test
    void anotherObjectThatWrites() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        String busy = index() + ": another process is writing this index: wait until it has ended";
        try (ImageCollection collection = circle.open()) {
            assertThat(failToOpen(circle)).isEqualTo(busy);
            assertThatExceptionOfType(UnwritableIndexException.class).isThrownBy(circle::index).withMessage(busy);

            assertThat(collection.remove(List.of(1L)).removed()).containsExactly(1L);
        }
        circle.open().close();
    }

    @Test
    void anotherProcessThatWrites() throws IOException, InterruptedException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        Process other = TestPrograms.start(HoldingWriter.class, folder.resolve("stderr"), folder);
        try {
            assertThat(other.inputReader().readLine()).as(TestPrograms.read(folder.resolve("stderr")))
                    .isEqualTo("open");

            assertThat(failToOpen(circle))
                    .isEqualTo(index() + ": another process is writing this index: wait until it has ended");
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(), circle.features(), Progress.NONE);
        }
    }

    /** Opens the collection that its argument names, and keeps it open until its input ends. */
    static final class HoldingWriter {

        private HoldingWriter() {}

        public static void main(String[] arguments) throws IOException {
            try (ImageCollection collection = TestCollection.circle(Path.of(arguments[0]), 6).open()) {
                System.out.println("open");
                System.in.read();
                collection.remove(List.of());
            }
        }
    }

    private String failToOpen(TestCollection collection) {
        return String.valueOf(catchThrowableOfType(UnwritableIndexException.class, collection::open).getMessage());
    }

    /** Changes the user data of the commit. */
    private void say(String name, String value) throws IOException {
        try (Directory directory = FSDirectory.open(index());
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            Map<String, String> userData = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> userData.put(entry.getKey(), entry.getValue()));
            userData.put("semsearch." + name, value);
            writer.setLiveCommitData(userData.entrySet());
            writer.commit();
        }
    }

    private Path index() {
        return folder.resolve(IndexSchema.FOLDER);
    }
}
