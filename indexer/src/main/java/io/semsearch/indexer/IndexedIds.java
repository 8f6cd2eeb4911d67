package io.semsearch.indexer;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Which images an open index has.
 *
 * @param reader of the index */
record IndexedIds(IndexReader reader) {

    /** The keyword that an image's document is found by. */
    static Term term(long imageId) {
        return new Term(IndexSchema.ID, Long.toString(imageId));
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
