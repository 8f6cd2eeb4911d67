package io.semsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.indexer.TestCollection;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
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
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An index in which images were deleted, replaced and added, so that it has several segments and holes. */
class ManySegmentsTest {

    private static final int IMAGES = 360;

    @TempDir
    Path folder;

    @BeforeEach
    void change() throws IOException {
        TestCollection.circle(folder, IMAGES).index();
        try (FSDirectory directory = FSDirectory.open(folder.resolve(IndexSchema.FOLDER));
                IndexWriter writer = new IndexWriter(directory,
                        new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            writer.deleteDocuments(new Term(IndexSchema.ID, "2"));
            writer.updateDocument(new Term(IndexSchema.ID, "5"), document(5, 0, -1));
            writer.flush();
            writer.addDocument(document(1000, 1, 0));
            writer.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "HNSW"})
    void findsWhatIsThereAndNothingElse(SearchMode mode) throws IOException {
        SearchOptions options = SearchOptions.top(4).withMode(mode);
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            SearchResult east = searcher.search(Query.text("east"), options);
            assertThat(east.mode()).isEqualTo(mode);
            assertThat(ids(east)).containsExactly(1L, 1000L, 360L, 3L);
            assertThat(ids(searcher.search(Query.text("south"), options.withEfSearch(20)))).startsWith(5L, 271L);
            assertThat(ids(searcher.search(Query.image(1), options))).startsWith(1000L, 360L, 3L);
            assertThat(ids(searcher.search(Query.image(5), options))).startsWith(271L).doesNotContain(5L);
        }
    }

    @Test
    void looksImagesUpInAllSegments() throws IOException {
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            assertThat(searcher.size()).isEqualTo(IMAGES);
            assertThat(searcher.info().segments()).isEqualTo(3);
            assertThat(searcher.info().deletedDocuments()).isEqualTo(2);
            assertThat(searcher.find(2)).isEmpty();
            assertThat(searcher.find(5)).hasValueSatisfying(image -> assertThat(image.captions()).isEmpty());
            assertThat(searcher.find(1000)).hasValueSatisfying(image -> {
                assertThat(image.image().width()).isZero();
                assertThat(image.image().url()).isEmpty();
            });
            assertThatThrownBy(() -> searcher.search(Query.image(2), SearchOptions.top(1)))
                    .isInstanceOf(UnknownImageException.class);
        }
    }

    private static Document document(long id, float east, float north) {
        Document document = new Document();
        document.add(new StringField(IndexSchema.ID, Long.toString(id), Store.YES));
        document.add(new LongPoint(IndexSchema.ID, id));
        document.add(new NumericDocValuesField(IndexSchema.ID, id));
        document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, new float[]{east, north},
                VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new KnnFloatVectorField(IndexSchema.FEATURES, new float[]{east, north, 0},
                VectorSimilarityFunction.COSINE));
        return document;
    }

    private static List<Long> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.image().image().id()).toList();
    }
}
