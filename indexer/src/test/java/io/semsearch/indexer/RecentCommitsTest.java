package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentCommitsTest {

    @TempDir
    Path folder;

    private TestCollection circle;

    @BeforeEach
    void index() throws IOException {
        circle = TestCollection.circle(folder, 6);
        circle.index();
    }

    @Test
    void aCommitIsReadableForTenMinutesAfterTheNext() throws IOException {
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(1L));
            collection.optimize(Progress.NONE);
            assertThat(imagesOfCommits()).containsExactly(6, 5, 5);

            letMinutesPass(9);
            collection.remove(List.of(2L));
            assertThat(imagesOfCommits()).containsExactly(6, 5, 5, 4);

            letMinutesPass(2);
            collection.remove(List.of(3L));
            assertThat(imagesOfCommits()).as("the second was superseded 11 minutes ago, the third 2").containsExactly(5,
                    4, 3);
        }
    }

    @Test
    void whatIsOldGoesWhenAWriterOpens() throws IOException {
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(1L));
        }
        letMinutesPass(11);

        circle.open().close();

        assertThat(imagesOfCommits()).containsExactly(5);
    }

    private List<Integer> imagesOfCommits() throws IOException {
        try (Directory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER))) {
            return DirectoryReader.listCommits(directory).stream().map(RecentCommitsTest::images).toList();
        }
    }

    private static int images(IndexCommit commit) {
        try (DirectoryReader reader = DirectoryReader.open(commit)) {
            return IndexContent.of(reader).captions().size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void letMinutesPass(int minutes) throws IOException {
        try (Directory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER))) {
            for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
                Path file = folder.resolve(IndexSchema.FOLDER).resolve(commit.getSegmentsFileName());
                Instant written = Files.getLastModifiedTime(file).toInstant();
                Files.setLastModifiedTime(file, FileTime.from(written.minusSeconds(60L * minutes)));
            }
        }
    }
}
