package io.semsearch.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Space;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredImagesTest {

    private static final int IMAGES = 360;

    @TempDir
    Path folder;

    private TestCollection circle;

    @BeforeEach
    void index() throws IOException {
        circle = TestCollection.circle(folder, IMAGES);
        circle.index();
    }

    @Test
    void spreadsASampleOverAllImages() throws IOException {
        try (DirectoryReader reader = open()) {
            StoredImages images = new StoredImages(reader, folder);
            assertThat(images.spread(4)).containsExactly(0, 90, 180, 270);
            assertThat(images.spread(1000)).isEqualTo(IntStream.range(0, IMAGES).toArray());
        }
    }

    @Test
    void leavesDeletedImagesOutOfASample() throws IOException {
        change();
        try (DirectoryReader reader = open()) {
            StoredImages images = new StoredImages(reader, folder);
            assertThat(reader.leaves()).hasSize(2);
            assertThat(images.spread(4)).containsExactly(2, 91, 181, 271);
            assertThat(images.spread(1000)).isEqualTo(images.live()).hasSize(IMAGES - 1);
        }
    }

    @Test
    void readsManyVectorsAsItReadsSingleOnes() throws IOException {
        change();
        try (DirectoryReader reader = open()) {
            StoredImages images = new StoredImages(reader, folder);
            int[] documents = images.spread(100);
            documents[99] = reader.maxDoc() - 1;
            FloatMatrix vectors = images.vectors(documents, Space.SEMANTIC, 2);
            for (int row = 0; row < documents.length; row++) {
                assertThat(vectors.row(row))
                        .isEqualTo(images.vectorIfAny(documents[row], Space.SEMANTIC).orElseThrow());
            }
        }
    }

    /** Two images fewer in the first segment, one more in the second. */
    private void change() throws IOException {
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(1L, 2L));
            collection.put(new CaptionDataset(List.of(ImageRecord.ofId(1000)), List.of()),
                    ImageFeatures.of(new long[]{1000}, FloatMatrix.wrap(1, 3, new float[]{1, 0, 0})), Progress.NONE);
        }
    }

    private DirectoryReader open() throws IOException {
        return IndexFiles.open(folder.resolve(IndexSchema.FOLDER));
    }
}
