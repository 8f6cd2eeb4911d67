package io.semsearch.indexer;

import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** The features of the images in an open index.
 *
 * @param reader of the index */
record IndexedFeatures(IndexReader reader) {

    /** Reads the features of images; ids that the index does not have are left out.
     *
     * @param encoder of the index */
    ImageFeatures of(Set<Long> imageIds, EncoderId encoder) throws IOException {
        long[] ids = new long[imageIds.size()];
        int[] rows = new int[imageIds.size()];
        FloatMatrix features = FloatMatrix.zeros(imageIds.size(), encoder.dimension());
        int row = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues numbers = leaf.reader().getNumericDocValues(IndexSchema.ID);
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexSchema.FEATURES);
            if (numbers == null || vectors == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            DocIndexIterator places = vectors.iterator();
            while (places.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                boolean isLive = live == null || live.get(places.docID());
                if (isLive && numbers.advanceExact(places.docID()) && imageIds.contains(numbers.longValue())) {
                    ids[row] = numbers.longValue();
                    rows[row] = row;
                    features.setRow(row++, vectors.vectorValue(places.index()));
                }
            }
        }
        return ImageFeatures.of(Arrays.copyOf(ids, row),
                features.selectRows(Arrays.copyOf(rows, row)), encoder);
    }
}
