package io.semsearch.search.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.indexer.TestCollection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.IndexFileException;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexVerifierTest {

    private static final FloatMatrix IDENTITY = FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1});

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithASoundIndex() throws IOException {
        WordWorld.of(folder, 3000).calibrated();

        VerificationReport report = verify();

        assertThat(report.problems()).isEmpty();
        assertThat(report.images()).isEqualTo(3000);
        assertThat(report.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.images()).isEqualTo(3000);
            assertThat(segment.deletedDocuments()).isZero();
            assertThat(segment.semanticUnreachable()).isZero();
            assertThat(segment.featuresUnreachable()).isZero();
        });
        assertThat(report.semantic().queries()).isEqualTo(200);
        assertThat(report.semantic().annRecallAt10().orElse(0)).isGreaterThan(0.97);
        assertThat(report.features().annRecallAt10().orElse(0)).isGreaterThan(0.97);
    }

    @Test
    void tellsSegmentsDeletedDocumentsAndMissingGraphs() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 60);
        circle.index();
        try (ImageCollection collection = circle.open()) {
            collection.remove(List.of(3L, 4L));
            collection.put(circle.dataset(1, 2), circle.features(), Progress.NONE);
        }

        VerificationReport report = verify();

        assertThat(report.problems()).isEmpty();
        assertThat(report.images()).isEqualTo(58);
        assertThat(report.segments()).hasSize(2);
        assertThat(report.segments().get(0).deletedDocuments()).isEqualTo(4);
        assertThat(report.segments().get(1).images()).isEqualTo(2);
        assertThat(report.segments().get(1).semanticUnreachable()).as("no graph").isEqualTo(-1);
    }

    @Test
    void findsClustersOfNearDuplicates() throws IOException {
        FloatMatrix features = FloatMatrix.zeros(40, 2);
        for (int row = 0; row < 40; row++) {
            double angle = row < 3 ? 0.001 * row : row < 5 ? 1 + 0.001 * row : 1.5 + 0.1 * row;
            features.setRow(row, new float[]{(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        TestCollection.of(folder, features, IDENTITY).index();

        assertThat(IndexVerifier.verify(folder, 0.9999, Progress.NONE).nearDuplicates()).containsExactly(
                List.of(1L, 2L, 3L), List.of(4L, 5L));
    }

    @Test
    void namesImagesThatStandTwiceOrAreNotOfLengthOne() throws IOException {
        TestCollection.circle(folder, 12).index();
        try (FSDirectory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(document(5, new float[]{1, 0}));
            writer.addDocument(document(77, new float[]{3, 0}));
            writer.setLiveCommitData(writer.getLiveCommitData());
            writer.commit();
        }

        assertThat(verify().problems()).hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("1 images occur in the index more than once: 5"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("1 images have a semantic vector that is not of length 1: 77"));
    }

    @Test
    void namesDamagedFiles() throws IOException {
        TestCollection.circle(folder, 60).index();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(IndexSchema.FOLDER), "*.vec")) {
            Path vectors = files.iterator().next();
            byte[] bytes = Files.readAllBytes(vectors);
            bytes[bytes.length / 2] ^= 1;
            Files.write(vectors, bytes);
        }

        assertThatThrownBy(this::verify).isInstanceOf(IndexFileException.class)
                .hasMessageContaining("the index is damaged (checksum failed").hasMessageContaining(".vec");
    }

    @Test
    void saysWhatKeepsItFromLooking() throws IOException {
        assertThatThrownBy(this::verify).isInstanceOf(ModelFileException.class);
        TestCollection circle = TestCollection.circle(folder, 12);
        assertThatThrownBy(this::verify).isInstanceOf(IndexFileException.class)
                .hasMessageContaining("run 'semsearch index' first");
        circle.index();
        try (ImageCollection writing = circle.open()) {
            assertThat(verify().problems()).as("while a writer has it open").isEmpty();
            writing.remove(List.of(1L));
        }
    }

    private VerificationReport verify() throws IOException {
        return IndexVerifier.verify(folder, 0.9999, Progress.NONE);
    }

    private static Document document(long id, float[] semantic) {
        Document document = new Document();
        document.add(new StringField(IndexSchema.ID, Long.toString(id), Store.YES));
        document.add(new LongPoint(IndexSchema.ID, id));
        document.add(new NumericDocValuesField(IndexSchema.ID, id));
        document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, semantic, VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new KnnFloatVectorField(IndexSchema.FEATURES, new float[]{1, 2, 3},
                VectorSimilarityFunction.COSINE));
        return document;
    }
}
