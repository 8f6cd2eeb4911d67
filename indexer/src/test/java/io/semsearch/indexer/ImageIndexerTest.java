package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelReader;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.junit.jupiter.api.Test;

/** What an index holds of each image, and what is refused. */
class ImageIndexerTest extends WithIndex {

    @Test
    void anImageIsADocumentWithWhatIsKnownOfIt() throws IOException {
        IndexReport report = TestCollection.circle(folder, 4).index();

        assertThat(report).isEqualTo(new IndexReport(4, 0, 0, 0, 4));
        try (DirectoryReader reader = open()) {
            Document first = reader.storedFields().document(0);
            assertThat(first.get(IndexSchema.ID)).isEqualTo("1");
            assertThat(first.getValues(IndexSchema.CAPTION)).containsExactly("at place 1", "an odd place");
            assertThat(first.get(IndexSchema.FILE_NAME)).isEqualTo("1.jpg");
            assertThat(first.get(IndexSchema.URL)).isEqualTo("https://example.org/1.jpg");
            assertThat(first.getField(IndexSchema.WIDTH).numericValue()).isEqualTo(640);
            assertThat(first.getField(IndexSchema.HEIGHT).numericValue()).isEqualTo(480);
            assertThat(first.getField(IndexSchema.PATH)).isNull();
            Document last = reader.storedFields().document(3);
            assertThat(last.get(IndexSchema.ID)).isEqualTo("4");
            assertThat(last.getValues(IndexSchema.CAPTION)).isEmpty();
            LeafReader leaf = onlyLeaf(reader);
            NumericDocValues ids = leaf.getNumericDocValues(IndexSchema.ID);
            assertThat(ids.advanceExact(2)).isTrue();
            assertThat(ids.longValue()).isEqualTo(3);
            assertThat(vector(leaf, IndexSchema.FEATURES, 1)).containsExactly(new float[]{0, 1, 2}, within(1e-6f));
            assertThat(vector(leaf, IndexSchema.SEMANTIC, 1)).containsExactly(new float[]{0, 1}, within(1e-6f));
            assertThat(Vectors.norm(vector(leaf, IndexSchema.SEMANTIC, 3))).isEqualTo(1, within(1e-6));
        }
    }

    @Test
    void theCommitSaysWhatTheIndexIsOf() throws IOException {
        TestCollection collection = TestCollection.circle(folder, 4);
        collection.index(new IndexOptions(new HnswParameters(8, 50), List.of(), "test 7"));

        try (DirectoryReader reader = open()) {
            assertThat(IndexManifest.fromUserData(reader.getIndexCommit().getUserData()))
                    .isEqualTo(new IndexManifest(IndexSchema.VERSION, collection.model().manifest().fingerprint(), 2,
                            EncoderId.named("test", 3),
                            new HnswParameters(8, 50), false, Optional.empty(), 5, "test 7"));
        }
    }

    @Test
    void countsWhatIsLeftOut() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 4);
        List<ImageRecord> images = List.of(new ImageRecord(9, "9.jpg", 0, 0, ""), ImageRecord.ofId(3),
                ImageRecord.ofId(2), ImageRecord.ofId(7), ImageRecord.ofId(8));
        CaptionDataset dataset = new CaptionDataset(images, List.of(new Caption(1, 9, "nine")));
        ImageFeatures features = ImageFeatures.of(new long[]{1, 2, 3, 7, 9, 10, 11}, FloatMatrix.wrap(7, 3,
                new float[]{1, 1, 1, 0, 0, 0, 1, 0, 0, 1e20f, 0, 0, 0, 2, 0, 1, 1, 1, 1, 1, 1}));

        IndexReport report = new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(dataset,
                features, Progress.NONE);

        assertThat(report).isEqualTo(new IndexReport(2, 1, 2, 3, 2));
        assertThat(ids()).as("in the order of ids").containsExactly("3", "9");
    }

    @Test
    void storesPathsRelativeToTheCollectionIfTheyLieInIt() throws IOException {
        TestCollection collection = TestCollection.circle(folder.resolve("collection"), 4);
        Path within = folder.resolve("collection").resolve("pictures").resolve("sub");
        Path outside = folder.resolve("elsewhere");
        Files.createDirectories(within);
        Files.createDirectories(outside);
        Files.writeString(within.resolve("1.jpg"), "pixels");
        Files.writeString(outside.resolve("2.jpg"), "pixels");

        IndexReport report = collection
                .index(new IndexOptions(HnswParameters.DEFAULT, List.of(within, outside), "test"));

        assertThat(report.imagesWithoutFile()).isEqualTo(2);
        try (DirectoryReader reader = open(folder.resolve("collection"))) {
            assertThat(reader.storedFields().document(0).get(IndexSchema.PATH)).isEqualTo("pictures/sub/1.jpg");
            assertThat(reader.storedFields().document(1).get(IndexSchema.PATH))
                    .isEqualTo(outside.resolve("2.jpg").toAbsolutePath().toString());
        }
    }

    @Test
    void captionsAreSearchableAsTextAndNoPhraseReachesAcrossTwo() throws IOException {
        TestCollection.circle(folder, 4).index();

        try (DirectoryReader reader = open()) {
            IndexSearcher searcher = new IndexSearcher(reader);
            assertThat(reader.docFreq(new Term(IndexSchema.CAPTION, "odd"))).isEqualTo(2);
            assertThat(searcher.count(new PhraseQuery(IndexSchema.CAPTION, "odd", "place"))).isEqualTo(2);
            assertThat(searcher.count(new PhraseQuery(50, IndexSchema.CAPTION, "1", "odd"))).isZero();
        }
    }

    @Test
    void captionsAreCutByTheTokenizerOfSearches() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 2);
        String endless = "n".repeat(40_000);
        List<Caption> captions = List.of(new Caption(1, 1, "The dog\u2019s cafe\u0301"),
                new Caption(2, 2, "a " + endless));
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(
                new CaptionDataset(circle.dataset().images(), captions), circle.features(), Progress.NONE);

        try (DirectoryReader reader = open()) {
            IndexSearcher searcher = new IndexSearcher(reader);
            assertThat(searcher.count(new PhraseQuery(IndexSchema.CAPTION, "dogs", "caf\u00e9"))).isEqualTo(1);
            assertThat(reader.docFreq(new Term(IndexSchema.CAPTION, "a"))).as("Lucene has no room for longer words")
                    .isEqualTo(1);
            assertThat(reader.storedFields().document(1).get(IndexSchema.CAPTION)).isEqualTo("a " + endless);
        }
    }

    @Test
    void refusesFeaturesOfAnotherEncoder() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 4);
        ImageIndexer indexer = new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test"));
        ImageFeatures others = circle.features().withEncoder(EncoderId.named("other", 3));

        assertThatIllegalArgumentException().isThrownBy(() -> indexer.index(circle.dataset(), others, Progress.NONE))
                .withMessageContaining("trained on features of the encoder test, got those of other");
    }

    @Test
    void keepsTheEncoderThatTheModelDoesNotName() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 4);
        ModelArtifact model = unnamed(circle.model());
        ImageFeatures named = circle.features().withEncoder(EncoderId.named("this", 3));
        new ImageIndexer(folder, model, IndexOptions.defaults("test")).index(circle.dataset(), named, Progress.NONE);

        try (ImageCollection collection = ImageCollection.open(folder, model, List.of())) {
            ImageFeatures others = circle.features().withEncoder(EncoderId.named("other", 3));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> collection.put(circle.dataset(), others, Progress.NONE))
                    .withMessage("the index holds features of the encoder this, got those of other: use features of "
                            + "the same encoder, or make a new collection");
            assertThat(collection.put(circle.dataset(), named, Progress.NONE).replaced()).isEqualTo(4);
            assertThat(collection.put(circle.dataset(), circle.features(), Progress.NONE).replaced())
                    .as("unnamed ones are not checked").isEqualTo(4);
        }
    }

    private ModelArtifact unnamed(ModelArtifact model) throws IOException {
        Path copy = folder.resolve("unnamed");
        ModelWriter.write(copy, new ModelDraft(model.projection(), model.captionEmbedder(), EncoderId.unnamed(3),
                Map.of(), Map.of(), Optional.empty(), Optional.empty()), "test");
        return ModelReader.read(copy);
    }
}
