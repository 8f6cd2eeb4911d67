package io.semsearch.indexer;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** The ids of the images in an open index.
 *
 * @param reader of the index */
record IndexedIds(IndexReader reader) {

    /** The term that finds the document of an image. */
    static Term term(long imageId) {
        return new Term(IndexSchema.ID, Long.toString(imageId));
    }

    /** An id that no image of the index has, nor had since its segments were merged: one more than the highest, at
     * least 1. */
    long next() throws IOException {
        byte[] highest = PointValues.getMaxPackedValue(reader, IndexSchema.ID);
        return highest == null ? 1 : Math.max(1, successor(LongPoint.decodeDimension(highest, 0)));
    }

    /** The next id; there is none after the greatest number. */
    static long successor(long imageId) {
        return imageId == Long.MAX_VALUE ? imageId : imageId + 1;
    }

    boolean contains(long imageId) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum documents = leaf.reader().postings(term(imageId), PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(documents.docID())) {
                    return true;
                }
            }
        }
        return false;
    }
}
