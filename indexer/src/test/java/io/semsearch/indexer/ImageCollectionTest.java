package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.schema.SearchCalibration.Curve;
import io.semsearch.schema.SearchCalibration.Point;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCollectionTest {

    private static final SearchCalibration MEASURED = new SearchCalibration(6,
            new Curve(List.of(new Point(10, 0.9))), new Curve(List.of(new Point(10, 0.8))),
            List.of(1.5, 2.5));

    @TempDir
    Path folder;

    @Test
    void putAddsImagesAndReplacesThoseThatAreThere() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 8);
        indexFirst(circle, 6);
        CaptionDataset dataset = new CaptionDataset(
                List.of(ImageRecord.ofId(5), ImageRecord.ofId(7), ImageRecord.ofId(8), ImageRecord.ofId(9)),
                List.of(new Caption(1, 5, "anew"), new Caption(2, 8, "eight")));

        try (ImageCollection collection = circle.open()) {
            assertThat(collection.put(dataset, circle.features(), Progress.NONE))
                    .isEqualTo(new PutReport(2, 1, new IndexReport(3, 1, 0, 5, 3)));

            IndexContent content = IndexContent.read(folder);
            assertThat(content.captions()).containsOnlyKeys(LongStream.rangeClosed(1, 8).boxed().toList())
                    .containsEntry(5L, List.of("anew")).containsEntry(6L, List.of("at place 6"))
                    .containsEntry(7L, List.of()).containsEntry(8L, List.of("eight"));
            assertThat(content.segments()).isEqualTo(2);
        }
    }

    @Test
    void aReaderSeesAChangeOnceItIsRefreshedAndNotBefore() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 8);
        indexFirst(circle, 6);
        try (ImageCollection collection = circle.open();
                Directory directory = FSDirectory.open(indexFolder());
                DirectoryReader before = DirectoryReader.open(directory)) {
            collection.put(circle.dataset(7, 8), circle.features(), Progress.NONE);
            collection.remove(List.of(1L, 2L, 3L));

            assertThat(IndexContent.of(before).captions()).hasSize(6);
            try (DirectoryReader after = DirectoryReader.openIfChanged(before)) {
                assertThat(after).isNotNull();
                assertThat(IndexContent.of(after).captions()).containsOnlyKeys(4L, 5L, 6L, 7L, 8L);
            }
        }
    }

    @Test
    void removeReportsWhatWasThereAndWhatWasNot() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        try (ImageCollection collection = circle.open()) {
            assertThat(collection.remove(List.of(70L, 6L, 2L, 6L, -1L)))
                    .isEqualTo(new RemoveReport(List.of(2L, 6L), List.of(-1L, 70L)));
            assertThat(collection.remove(List.of(2L))).isEqualTo(new RemoveReport(List.of(), List.of(2L)));
            assertThat(IndexContent.read(folder).captions()).containsOnlyKeys(1L, 3L, 4L, 5L);

            collection.remove(List.of(1L, 3L, 4L, 5L));
            assertThat(IndexContent.read(folder).captions()).isEmpty();
            collection.put(circle.dataset(), circle.features(), Progress.NONE);
            assertThat(IndexContent.read(folder).captions()).hasSize(6);
        }
    }

    @Test
    void aChangeOfNothingIsNoCommit() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        try (ImageCollection collection = circle.open(); Directory directory = FSDirectory.open(indexFolder())) {
            collection.remove(List.of(70L));
            collection.optimize(Progress.NONE);

            assertThat(DirectoryReader.listCommits(directory)).hasSize(1);
        }
    }

    @Test
    void optimizeLeavesOneSegmentWithoutDeletedDocuments() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 400);
        indexFirst(circle, 300);
        List<String> reported = new ArrayList<>();
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(251, 400), circle.features(), Progress.NONE);
            collection.remove(List.of(1L));
            assertThat(IndexContent.read(folder).segments()).isEqualTo(2);

            OptimizeReport report = collection.optimize((name, total, unit) -> {
                reported.add(name + " " + total + " " + unit);
                return Progress.Task.NONE;
            });

            assertThat(report.images()).isEqualTo(399);
            assertThat(report.before().segments()).isEqualTo(2);
            assertThat(report.before().deletedDocuments()).isEqualTo(51);
            assertThat(report.after().segments()).isEqualTo(1);
            assertThat(report.after().deletedDocuments()).isZero();
            assertThat(report.after().bytes()).isBetween(10_000L, report.before().bytes());
        }
        assertThat(reported).containsExactly("Linking neighbours 798 vectors");
        IndexContent content = IndexContent.read(folder);
        assertThat(content.captions()).containsOnlyKeys(LongStream.rangeClosed(2, 400).boxed().toList());
        assertThat(content.segments()).isEqualTo(1);
        assertThat(content.deleted()).isZero();
    }

    @Test
    void optimizeReportsHowManyVectorsAreLinked() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 700);
        indexFirst(circle, 600);
        List<Long> reported = new ArrayList<>();
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(601, 700), circle.features(), Progress.NONE);

            collection.optimize((name, total, unit) -> reported::add);
        }
        assertThat(reported).isSorted().contains(700L).endsWith(1400L);
    }

    @Test
    void graphsHaveTheParametersOfTheIndex() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 40);
        circle.index(new IndexOptions(new HnswParameters(5, 30), List.of(), "test"));
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(10, 20), circle.features(), Progress.NONE);
            assertThat(graph(1, IndexSchema.SEMANTIC).size()).as("small segments have no graph").isZero();

            collection.optimize(Progress.NONE);
        }
        assertThat(graph(0, IndexSchema.SEMANTIC).size()).isEqualTo(40);
        assertThat(graph(0, IndexSchema.SEMANTIC).maxConn()).isEqualTo(5);
        assertThat(graph(0, IndexSchema.FEATURES).maxConn()).isEqualTo(5);
    }

    @Test
    void optimizeBuildsTheGraphThatIndexingEverythingAtOnceBuilds() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 900);
        circle.index();
        List<List<Integer>> semantic = links(IndexSchema.SEMANTIC);
        List<List<Integer>> features = links(IndexSchema.FEATURES);

        indexFirst(circle, 600);
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(601, 800), circle.features(), Progress.NONE);
            collection.put(circle.dataset(801, 900), circle.features(), Progress.NONE);
            collection.optimize(Progress.NONE);
        }

        assertThat(links(IndexSchema.SEMANTIC)).isEqualTo(semantic);
        assertThat(links(IndexSchema.FEATURES)).isEqualTo(features);
    }

    @Test
    void optimizeBuildsGraphsOfTheImagesThatAreLeft() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 900);
        circle.index();
        try (ImageCollection collection = circle.open()) {
            collection.remove(LongStream.rangeClosed(301, 900).boxed().toList());
            collection.optimize(Progress.NONE);
        }
        List<List<Integer>> left = links(IndexSchema.SEMANTIC);
        indexFirst(circle, 300);

        assertThat(left).hasSize(300).isEqualTo(links(IndexSchema.SEMANTIC));
    }

    @Test
    void largeSegmentsGetGraphsInTheBackground() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 5100);
        indexFirst(circle, 10);
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(11, 5100), circle.features(), Progress.NONE);
        }
        assertThat(graph(1, IndexSchema.SEMANTIC).size()).isEqualTo(5090);
    }

    @Test
    void manySmallChangesDoNotLeaveManySegments() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 60);
        circle.index();
        for (int id = 1; id <= 60; id++) {
            try (ImageCollection collection = circle.open()) {
                collection.put(circle.dataset(id, id), circle.features(), Progress.NONE);
            }
        }
        assertThat(IndexContent.read(folder).captions()).hasSize(60);
        assertThat(IndexContent.read(folder).segments()).isLessThan(10);
    }

    @Test
    void whatIsRecordedStays() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 8);
        indexFirst(circle, 6);
        IndexManifest manifest = IndexContent.read(folder).manifest();
        IndexManifest expected = manifest.withCalibration(Optional.of(MEASURED));
        try (ImageCollection collection = circle.open()) {
            collection.record(MEASURED);
            assertThat(IndexContent.read(folder).manifest()).isEqualTo(expected);
            assertThat(IndexContent.read(folder).captions()).hasSize(6);
        }
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(7, 8), circle.features(), Progress.NONE);
            assertThat(IndexContent.read(folder).manifest()).isEqualTo(expected.withNextImageId(9));
            collection.remove(List.of(8L));
            assertThat(IndexContent.read(folder).manifest()).as("ids are not used again")
                    .isEqualTo(expected.withNextImageId(9));
            collection.optimize(Progress.NONE);
        }
        assertThat(IndexContent.read(folder).manifest()).isEqualTo(expected.withNextImageId(9));

        circle.index();
        assertThat(IndexContent.read(folder).manifest()).as("of another index")
                .isEqualTo(manifest.withNextImageId(9));
    }

    @Test
    void imagesThatComeLaterHavePenaltiesToo() throws IOException {
        TestCollection circle = TestCollection.circleWithBank(folder, 8);
        indexFirst(circle, 6);
        try (ImageCollection collection = circle.open()) {
            collection.put(circle.dataset(7, 8), circle.features(), Progress.NONE);
        }
        HubPenalties expected = HubPenalties.of(circle.model().projection().projectAll(circle.features()),
                circle.features().imageIds(), TestCollection.bank().embed(circle.model().captionEmbedder()));
        try (Directory directory = FSDirectory.open(indexFolder());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            LeafReader later = reader.leaves().get(1).reader();
            for (int document = 0; document < 2; document++) {
                NumericDocValues values = later.getNumericDocValues(IndexSchema.CSLS_PENALTY);
                assertThat(values.advanceExact(document)).isTrue();
                assertThat(Float.intBitsToFloat((int) values.longValue()))
                        .isEqualTo(expected.get(HubnessCorrection.CSLS, 6 + document));
            }
        }
    }

    @Test
    void refusesWhatCannotBePutAndChangesNothing() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        ImageFeatures longer = ImageFeatures.of(new long[]{1}, FloatMatrix.wrap(1, 4, new float[]{1, 1, 1, 1}));
        ImageFeatures ofOthers = ImageFeatures.of(new long[]{70}, FloatMatrix.wrap(1, 3, new float[]{1, 1, 1}));
        try (ImageCollection collection = circle.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> collection.put(circle.dataset(), longer, Progress.NONE))
                    .withMessageContaining("trained on features of 3 values, got 4");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> collection.put(circle.dataset(), ofOthers, Progress.NONE))
                    .withMessageContaining("there is nothing to index");

            collection.remove(List.of(1L));
            assertThat(IndexContent.read(folder).captions()).hasSize(5);
        }
    }

    @Test
    void whatFailsInTheMiddleIsNotPartOfTheNextCommit() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 3000);
        indexFirst(circle, 6);
        try (ImageCollection collection = circle.open()) {
            assertThatIllegalStateException().isThrownBy(() -> collection.put(circle.dataset(5, 3000),
                    circle.features(), (name, total, unit) -> done -> {
                        throw new IllegalStateException("after " + done + " images");
                    })).withMessage("after 1024 images");

            collection.remove(List.of(1L));
            assertThat(IndexContent.read(folder).captions()).containsOnlyKeys(2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void refusesWorkOnceItIsClosed() throws IOException {
        TestCollection circle = TestCollection.circle(folder, 6);
        circle.index();
        ImageCollection collection = circle.open();
        collection.close();
        collection.close();

        assertThatIllegalStateException().isThrownBy(() -> collection.remove(List.of(1L)))
                .withMessage("the collection is closed: open it again");
        assertThatIllegalStateException().isThrownBy(() -> collection.optimize(Progress.NONE))
                .withMessage("the collection is closed: open it again");
    }

    private void indexFirst(TestCollection circle, int images) throws IOException {
        new ImageIndexer(folder, circle.model(), IndexOptions.defaults("test")).index(circle.dataset(1, images),
                circle.features(), Progress.NONE);
    }

    /** The neighbours of each node on the lowest level. */
    private List<List<Integer>> links(String field) throws IOException {
        try (Directory directory = FSDirectory.open(indexFolder());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            HnswGraph graph = graph(reader, 0, field);
            List<List<Integer>> links = new ArrayList<>();
            for (int node = 0; node < graph.size(); node++) {
                List<Integer> neighbours = new ArrayList<>();
                graph.seek(0, node);
                for (int next = graph.nextNeighbor(); next != DocIdSetIterator.NO_MORE_DOCS; next = graph
                        .nextNeighbor()) {
                    neighbours.add(next);
                }
                links.add(neighbours);
            }
            return links;
        }
    }

    private HnswGraph graph(int segment, String field) throws IOException {
        try (Directory directory = FSDirectory.open(indexFolder());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            return graph(reader, segment, field);
        }
    }

    private static HnswGraph graph(DirectoryReader reader, int segment, String field) throws IOException {
        CodecReader leaf = (CodecReader) reader.leaves().get(segment).reader();
        KnnVectorsReader vectors = ((PerFieldKnnVectorsFormat.FieldsReader) leaf.getVectorReader())
                .getFieldReader(field);
        HnswGraph graph = ((HnswGraphProvider) vectors).getGraph(field);
        return graph == null ? HnswGraph.EMPTY : graph;
    }

    private Path indexFolder() {
        return folder.resolve(IndexSchema.FOLDER);
    }
}
