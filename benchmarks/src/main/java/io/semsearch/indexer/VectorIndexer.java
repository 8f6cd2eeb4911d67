package io.semsearch.indexer;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;

/** Writes an index as {@link ImageIndexer} does, with one vector per image and nothing else. */
public final class VectorIndexer {

    private VectorIndexer() {}

    /** Writes the index.
     *
     * @param collection the folder that receives the index
     * @param model      the model named in the manifest
     * @param vectors    unit vectors, one row for each of the images 0 to n - 1 */
    public static void index(Path collection, ModelManifest model, FloatMatrix vectors, int threads)
            throws IOException {
        HnswParameters hnsw = HnswParameters.DEFAULT;
        try (FSDirectory directory = FSDirectory.open(collection.resolve(IndexSchema.FOLDER));
                NewIndexWriter writer = new NewIndexWriter(directory, hnsw, threads)) {
            for (int row = 0; row < vectors.rows(); row++) {
                Document document = new Document();
                document.add(new StringField(IndexSchema.ID, Integer.toString(row), Store.YES));
                document.add(new NumericDocValuesField(IndexSchema.ID, row));
                document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, vectors.row(row),
                        VectorSimilarityFunction.DOT_PRODUCT));
                writer.add(document);
            }
            writer.commit(new IndexManifest(IndexSchema.VERSION, model.fingerprint(), model.semanticDimension(),
                    model.encoder(), hnsw, false, Optional.empty(), "benchmarks"), Progress.Task.NONE);
        }
    }
}
