package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIndexerTest {

    @TempDir
    Path folder;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void equalInputGivesEqualVectorsAndGraphsInOneSegmentByAnyNumberOfThreads(int threads) throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        TestCollection.circleWithBank(a, 3000).index(IndexOptions.defaults("test").withThreads(1));
        TestCollection.circleWithBank(b, 3000).index(IndexOptions.defaults("test").withThreads(threads));

        for (String suffix : List.of(".vec", ".vex")) {
            assertThat(content(a, suffix)).as(suffix).hasSizeGreaterThan(10_000).isEqualTo(content(b, suffix));
        }
        assertThat(IndexContent.read(b)).isEqualTo(IndexContent.read(a));
        assertThat(IndexContent.isClean(b)).isTrue();
    }

    @Test
    void refusesToIndexWithoutAThread() {
        assertThatIllegalArgumentException().isThrownBy(() -> IndexOptions.defaults("test").withThreads(0))
                .withMessage("threads must be >= 1, got 0");
    }

    @Test
    void everyImageHasItsPenaltiesWhereTheModelKeepsCaptions() throws IOException {
        TestCollection collection = TestCollection.circleWithBank(folder, 12);
        collection.index();

        HubPenalties expected = HubPenalties.of(collection.model().projection().projectAll(collection.features()),
                collection.features().imageIds(), TestCollection.bank().embed(collection.model().captionEmbedder()));
        try (DirectoryReader reader = open()) {
            assertThat(IndexManifest.fromUserData(reader.getIndexCommit().getUserData()).correctsHubs()).isTrue();
            for (int document = 0; document < 12; document++) {
                assertThat(penalty(reader, IndexSchema.CSLS_PENALTY, document))
                        .isEqualTo(expected.get(HubnessCorrection.CSLS, document));
                assertThat(penalty(reader, IndexSchema.QB_NORM_PENALTY, document))
                        .isEqualTo(expected.get(HubnessCorrection.QB_NORM, document));
            }
            assertThat(penalty(reader, IndexSchema.CSLS_PENALTY, 0)).as("image 1, in the east, where the captions are")
                    .isGreaterThan(penalty(reader, IndexSchema.CSLS_PENALTY, 6));
        }
    }

    @Test
    void noImageHasPenaltiesWhereTheModelKeepsNone() throws IOException {
        TestCollection.circle(folder, 4).index();

        try (DirectoryReader reader = open()) {
            assertThat(onlyLeaf(reader).getNumericDocValues(IndexSchema.CSLS_PENALTY)).isNull();
            assertThat(onlyLeaf(reader).getNumericDocValues(IndexSchema.QB_NORM_PENALTY)).isNull();
        }
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

    @Test
    void reportsProgress() throws IOException {
        Map<String, List<Long>> reported = new LinkedHashMap<>();
        TestCollection circle = TestCollection.circle(folder, 10_001);

        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(circle.dataset(),
                circle.features(), (name, total, unit) -> {
                    List<Long> steps = reported.computeIfAbsent(name + " " + total + " " + unit,
                            key -> new ArrayList<>());
                    return steps::add;
                });

        assertThat(reported).containsOnlyKeys("Indexing images 10001 images", "Linking neighbours 20002 vectors");
        assertThat(reported.get("Indexing images 10001 images")).isSorted().endsWith(9216L, 10_001L);
        assertThat(reported.get("Linking neighbours 20002 vectors")).isSorted().startsWith(2L).endsWith(20_002L)
                .hasSizeGreaterThan(200);
    }

    /** A file of the one segment, without header and footer, which hold the segment's random id and a checksum. */
    private static byte[] content(Path collection, String suffix) throws IOException {
        try (DirectoryReader reader = open(collection)) {
            onlyLeaf(reader);
        }
        try (Stream<Path> files = Files.list(collection.resolve(IndexSchema.FOLDER))) {
            byte[] content = Files.readAllBytes(files.filter(file -> file.toString().endsWith(suffix)).findFirst()
                    .orElseThrow());
            return Arrays.copyOfRange(content, 100, content.length - 16);
        }
    }

    private static float penalty(DirectoryReader reader, String field, int document) throws IOException {
        NumericDocValues values = onlyLeaf(reader).getNumericDocValues(field);
        assertThat(values.advanceExact(document)).isTrue();
        return Float.intBitsToFloat((int) values.longValue());
    }

    private List<String> ids() throws IOException {
        try (DirectoryReader reader = open()) {
            List<String> ids = new ArrayList<>();
            for (int document = 0; document < reader.maxDoc(); document++) {
                ids.add(reader.storedFields().document(document).get(IndexSchema.ID));
            }
            return ids;
        }
    }

    private static LeafReader onlyLeaf(DirectoryReader reader) {
        assertThat(reader.leaves()).hasSize(1);
        return reader.leaves().getFirst().reader();
    }

    private static float[] vector(LeafReader leaf, String field, int document) throws IOException {
        FloatVectorValues values = leaf.getFloatVectorValues(field);
        assertThat(values.ordToDoc(document)).isEqualTo(document);
        return values.vectorValue(document).clone();
    }

    private ModelArtifact unnamed(ModelArtifact model) throws IOException {
        Path copy = folder.resolve("unnamed");
        ModelWriter.write(copy, new ModelDraft(model.projection(), model.captionEmbedder(), EncoderId.unnamed(3),
                Map.of(), Map.of(), Optional.empty(), Optional.empty()), "test");
        return ModelReader.read(copy);
    }

    private DirectoryReader open() throws IOException {
        return open(folder);
    }

    private static DirectoryReader open(Path collection) throws IOException {
        return DirectoryReader.open(FSDirectory.open(collection.resolve(IndexSchema.FOLDER)));
    }

    private Path indexFolder() {
        return folder.resolve(IndexSchema.FOLDER);
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(indexFolder())) {
            return files.sorted().toList().stream();
        }
    }
}
