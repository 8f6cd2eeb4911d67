package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;

/** An index that is written where one is already. */
class IndexReplacementTest extends WithIndex {

    @Test
    void refusesToIndexNothing() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 4);
        circle.index();
        ImageFeatures ofOthers = ImageFeatures.of(new long[]{70}, FloatMatrix.wrap(1, 3, new float[]{1, 1, 1}));
        ImageFeatures longer = ImageFeatures.of(new long[]{1}, FloatMatrix.wrap(1, 4, new float[]{1, 1, 1, 1}));
        ImageIndexer indexer = new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test"));

        assertThatIllegalArgumentException().isThrownBy(() -> indexer.index(circle.dataset(), ofOthers, Progress.NONE))
                .withMessageContaining("there is nothing to index: of 4 images, 0 have features");
        assertThatIllegalArgumentException().isThrownBy(() -> indexer.index(circle.dataset(), longer, Progress.NONE))
                .withMessageContaining("trained on features of 3 values, got 4");
        assertThat(ids()).as("the earlier index").hasSize(4);
    }

    @Test
    void replacesAnIndexThatSomeoneReads() throws IOException {
        TestCollection.circle(folder, 4).index();
        try (DirectoryReader earlier = open()) {
            TestCollection.circle(folder, 7).index();

            assertThat(earlier.numDocs()).isEqualTo(4);
            assertThat(vector(onlyLeaf(earlier), IndexSchema.FEATURES, 1)).containsExactly(new float[]{0, 1, 2},
                    within(1e-6f));
            assertThat(DirectoryReader.listCommits(earlier.directory())).hasSize(1);
        }
        assertThat(ids()).hasSize(7);
    }

    @Test
    void refusesASecondWriter() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 4);
        collection.index();

        try (Directory directory = FSDirectory.open(indexFolder());
                AutoCloseable lock = directory.obtainLock("write.lock")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(collection::index).isInstanceOf(IOException.class).hasMessage(
                    indexFolder() + ": another process is writing this index: wait until it has ended");
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(ids()).hasSize(4);
    }

    @Test
    void saysWhereItCouldNotWrite() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 4);
        Files.writeString(indexFolder(), "a file where the folder should be");

        assertThatThrownBy(collection::index).isInstanceOf(IOException.class)
                .hasMessage(indexFolder() + ": expected a folder, found a file: move it away");
    }

    @Test
    void replacesAnIndexThatNobodyCanRead() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 4);
        for (int keptBytes : new int[]{0, 3, 40}) {
            collection.index();
            Path commit = files().filter(file -> file.getFileName().toString().startsWith("segments_")).findFirst()
                    .orElseThrow();
            Files.write(commit, Arrays.copyOf(Files.readAllBytes(commit), keptBytes));

            collection.index();
            assertThat(ids()).as("after %d bytes of %s were left", keptBytes, commit).hasSize(4);
        }
        Files.delete(files().filter(file -> file.toString().endsWith(".si")).findFirst().orElseThrow());
        collection.index();
        assertThat(ids()).hasSize(4);
    }

    @Test
    void keepsTheLastCommitAlone() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 6);
        collection.index();
        try (ImageCollection live = collection.open(); Directory directory = FSDirectory.open(indexFolder())) {
            live.remove(List.of(1L));
            assertThat(DirectoryReader.listCommits(directory)).hasSize(2);
        }

        collection.index();

        try (Directory directory = FSDirectory.open(indexFolder())) {
            assertThat(DirectoryReader.listCommits(directory)).hasSize(1);
        }
    }
}
