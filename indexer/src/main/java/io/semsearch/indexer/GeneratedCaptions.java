package io.semsearch.indexer;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Generated captions of images whose record changes, and whose features stay.
 *
 * @param byImage by the images' ids */
record GeneratedCaptions(Map<Long, String> byImage) {

    static final GeneratedCaptions NONE = new GeneratedCaptions(Map.of());

    /** Reads those of some images; takes no time if the index has none. */
    static GeneratedCaptions read(IndexReader reader, Set<Long> imageIds) throws IOException {
        if (MultiTerms.getTerms(reader, IndexSchema.GENERATED) == null) {
            return NONE;
        }
        Map<Long, String> found = new HashMap<>();
        IndexSearcher searcher = new IndexSearcher(reader);
        StoredFields stored = searcher.storedFields();
        for (long id : imageIds) {
            for (ScoreDoc hit : searcher.search(new TermQuery(IndexedIds.term(id)), 1).scoreDocs) {
                String caption = stored.document(hit.doc, Set.of(IndexSchema.GENERATED)).get(IndexSchema.GENERATED);
                if (caption != null) {
                    found.put(id, caption);
                }
            }
        }
        return new GeneratedCaptions(found);
    }

    /** Gives an image back its caption, unless it has one of people now, or a new one. */
    void addTo(Document document, long imageId) {
        String caption = byImage.get(imageId);
        if (caption != null && document.getField(IndexSchema.GENERATED) == null
                && document.getField(IndexSchema.CAPTION) == null) {
            document.add(new TextField(IndexSchema.GENERATED, caption, Store.YES));
        }
    }
}
