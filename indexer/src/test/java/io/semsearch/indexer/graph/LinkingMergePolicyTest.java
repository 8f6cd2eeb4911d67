package io.semsearch.indexer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkingMergePolicyTest {

    private static final HnswParameters PARAMETERS = new HnswParameters(4, 20);

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final List<Long> progress = new ArrayList<>();
    private final Random random = new Random(1);
    private int nextId;

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void aSmallSegmentGetsNoGraph() throws IOException {
        try (IndexWriter writer = writer(NoMergePolicy.INSTANCE)) {
            add(writer, LinkingMergePolicy.WORTH_A_GRAPH - 1);
            writer.commit();
        }
        assertThat(graphs()).containsExactly(0);
    }

    @Test
    void aLargeSegmentGetsItsGraphOnceByItself() throws IOException {
        try (IndexWriter writer = writer(NoMergePolicy.INSTANCE)) {
            add(writer, LinkingMergePolicy.WORTH_A_GRAPH);
            writer.commit();
            writer.commit();
            assertThat(graphs()).containsExactly(LinkingMergePolicy.WORTH_A_GRAPH);
            List<String> before = segments();

            writer.maybeMerge();
            add(writer, 10);
            writer.commit();

            assertThat(segments()).startsWith(before.toArray(String[]::new));
            assertThat(graphs()).containsExactly(LinkingMergePolicy.WORTH_A_GRAPH, 0);
        }
        assertThat(progress).as("of merges in the background").isEmpty();
    }

    @Test
    void whatOtherMergesMakeIsLargeEnoughOrHasNoGraph() throws IOException {
        LogDocMergePolicy pairs = new LogDocMergePolicy();
        pairs.setMergeFactor(2);
        pairs.setMinMergeDocs(1);
        try (IndexWriter writer = writer(pairs)) {
            for (int i = 0; i < 16; i++) {
                add(writer, 300);
                writer.commit();
            }
            writer.commit();
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.numDocs()).isEqualTo(4800);
            assertThat(reader.leaves()).hasSizeLessThan(16).anyMatch(
                    leaf -> leaf.reader().maxDoc() >= LinkingMergePolicy.WORTH_A_GRAPH);
            for (LeafReaderContext leaf : reader.leaves()) {
                int images = leaf.reader().maxDoc();
                assertThat(graphSize(leaf)).isEqualTo(images >= LinkingMergePolicy.WORTH_A_GRAPH ? images : 0);
            }
        }
    }

    @Test
    void aForcedMergeMakesOneSegmentWithAGraphAndThenNothing() throws IOException {
        try (IndexWriter writer = writer(NoMergePolicy.INSTANCE)) {
            for (int i = 0; i < 3; i++) {
                add(writer, 50);
                writer.commit();
            }
            writer.deleteDocuments(new Term("id", "60"));
            writer.forceMerge(1);
            writer.commit();
            assertThat(graphs()).containsExactly(149);
            assertThat(progress).isSorted().endsWith(149L);
            List<String> before = segments();

            writer.forceMerge(1);
            writer.commit();
            assertThat(segments()).isEqualTo(before);

            writer.deleteDocuments(new Term("id", "61"));
            writer.forceMerge(1);
            writer.commit();
            assertThat(graphs()).containsExactly(148);
        }
    }

    private IndexWriter writer(MergePolicy others) throws IOException {
        return new IndexWriter(directory, new IndexWriterConfig().setCodec(new IndexCodec(PARAMETERS))
                .setMergeScheduler(new SerialMergeScheduler()).setMergePolicy(
                        LinkingMergePolicy.inBackground(others, new SegmentLinker(PARAMETERS, 2, progress::add))));
    }

    private void add(IndexWriter writer, int images) throws IOException {
        for (int i = 0; i < images; i++) {
            Document document = new Document();
            document.add(new StringField("id", Integer.toString(nextId++), Store.NO));
            document.add(new KnnFloatVectorField("vector",
                    new float[]{random.nextFloat(), random.nextFloat(), random.nextFloat()}));
            writer.addDocument(document);
        }
    }

    /** The number of nodes of the graph of each segment of the last commit; 0 for none. */
    private List<Integer> graphs() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                sizes.add(graphSize(leaf));
            }
        }
        return sizes;
    }

    private static int graphSize(LeafReaderContext leaf) throws IOException {
        KnnVectorsReader vectors = ((PerFieldKnnVectorsFormat.FieldsReader) ((CodecReader) leaf.reader())
                .getVectorReader()).getFieldReader("vector");
        HnswGraph graph = ((HnswGraphProvider) vectors).getGraph("vector");
        return graph == null ? 0 : graph.size();
    }

    private List<String> segments() throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            return reader.leaves().stream().map(leaf -> leaf.reader().toString()).toList();
        }
    }
}
