package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.artifact.ModelReader;
import io.semsearch.indexer.TestCollection;
import io.semsearch.search.IndexFileException;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where a collection cannot be opened. */
class OpeningTest {

    @TempDir
    Path folder;

    @Test
    void aFolderWithoutAModel() {
        assertThatThrownBy(() -> ImageSearcher.open(folder.resolve("nowhere"))).isInstanceOf(ModelFileException.class)
                .hasMessageContaining("no model here").hasMessageContaining("run 'semsearch train' first");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aFolderWithoutAnIndex() throws IOException {
        TestCollection.circle(folder, 12);
        String message = index() + ": no index here: run 'semsearch index' first";

        assertThatThrownBy(() -> ImageSearcher.open(folder)).isInstanceOf(IndexFileException.class).hasMessage(message);
        assertThat(index()).doesNotExist();
        Files.createDirectories(index());
        assertThatThrownBy(() -> ImageSearcher.open(folder)).isInstanceOf(IndexFileException.class).hasMessage(message);
    }

    @Test
    void anIndexOfAnotherModel() throws IOException {
        TestCollection.circle(folder, 12).index();
        String before = fingerprint();
        TestCollection.writeModel(folder, FloatMatrix.wrap(3, 2, new float[]{0, 1, 1, 0, 0, 0}));

        assertThatThrownBy(() -> ImageSearcher.open(folder)).isInstanceOf(IndexFileException.class)
                .hasMessage(index() + ": index was built with model " + before + ", model " + fingerprint()
                        + " was loaded: run 'semsearch index' again");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void anIndexOfAnotherProgram() throws IOException {
        TestCollection.circle(folder, 12);
        try (FSDirectory directory = FSDirectory.open(index());
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(new Document());
        }

        assertThatThrownBy(() -> ImageSearcher.open(folder)).isInstanceOf(IndexFileException.class)
                .hasMessageContaining("not written by semsearch").hasMessageEndingWith("run 'semsearch index' again");
    }

    @Test
    void aDamagedIndex() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 12);
        collection.index();
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int kept : new int[]{0, 1, whole.length / 2, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, kept));
                assertDamaged(file + " cut to " + kept + " of " + whole.length + " bytes");
            }
            Files.delete(file);
            assertDamaged(file + " deleted");
            Files.write(file, whole);
        }
        try (ImageSearcher restored = ImageSearcher.open(folder)) {
            assertThat(restored.size()).isEqualTo(12);
        }
    }

    @Test
    void aRecordOfTheLastCommitOverwrittenWithNonsense() throws IOException {
        TestCollection.circle(folder, 12).index();
        Path commit = files().stream().filter(file -> file.getFileName().toString().startsWith("segments_"))
                .findFirst().orElseThrow();
        Files.write(commit, "nonsense, and a lot of it, so that a header would fit".getBytes(StandardCharsets.UTF_8));

        assertDamaged("nonsense");
        try (FSDirectory directory = FSDirectory.open(index())) {
            assertThat(directory.listAll()).contains(commit.getFileName().toString());
        }
    }

    private void assertDamaged(String what) {
        assertThatThrownBy(() -> ImageSearcher.open(folder)).as(what).isInstanceOf(IndexFileException.class)
                .hasMessageStartingWith(index().toString()).hasMessageContaining("run 'semsearch index'");
    }

    private String fingerprint() throws IOException {
        return ModelReader.readManifest(folder.resolve("model")).fingerprint().substring(0, 12);
    }

    private Path index() {
        return folder.resolve("index");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(index())) {
            return files.filter(file -> !file.endsWith("write.lock")).toList();
        }
    }
}
