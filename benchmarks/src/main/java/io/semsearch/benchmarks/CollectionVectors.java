package io.semsearch.benchmarks;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;

/** Writes the semantic vectors of a collection's images, and those of its model's captions as queries.
 *
 * <pre>{@code CollectionVectors COLLECTION FOLDER}</pre>
 *
 * <p>Writes {@code FOLDER/base.npy} and {@code FOLDER/queries.npy}. */
public final class CollectionVectors {

    private CollectionVectors() {}

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        Path collection = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        ModelArtifact model = ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
        CaptionBank bank = model.readCaptionBank()
                .orElseThrow(() -> new IOException(collection + ": its model has kept no captions"));
        NumpyFiles.write(folder.resolve("queries.npy"), bank.embed(model.captionEmbedder()).vectors());
        NumpyFiles.write(folder.resolve("base.npy"), images(collection, model.manifest().semanticDimension()));
    }

    private static FloatMatrix images(Path collection, int dimension) throws IOException {
        List<float[]> rows = new ArrayList<>();
        try (FSDirectory directory = FSDirectory.open(collection.resolve(IndexSchema.FOLDER));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexSchema.SEMANTIC);
                for (int place = 0; values != null && place < values.size(); place++) {
                    rows.add(values.vectorValue(place).clone());
                }
            }
        }
        FloatMatrix matrix = FloatMatrix.zeros(rows.size(), dimension);
        for (int row = 0; row < rows.size(); row++) {
            matrix.setRow(row, rows.get(row));
        }
        return matrix;
    }
}
