package io.semsearch.search;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/** Looks for the images nearest to a query, in one field. */
final class VectorSearch {

    private final IndexReader reader;
    private final String field;
    private final QueryVector query;

    /** @param query of the space's dimension, in the semantic space of unit length */
    VectorSearch(IndexReader reader, Space space, QueryVector query) {
        this.reader = reader;
        this.field = space.field();
        this.query = query;
    }

    /** Compares every vector. */
    List<Neighbour> exact(int k) throws IOException {
        TopNeighbours top = new TopNeighbours(k, query.leftOut());
        DocAndFloatFeatureBuffer batch = new DocAndFloatFeatureBuffer();
        for (LeafReaderContext leaf : reader.leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
            if (values == null || values.size() == 0) {
                continue;
            }
            Segment segment = new Segment(leaf);
            VectorScorer.Bulk scores = values.scorer(query.values()).bulk(null);
            scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            while (batch.size > 0) {
                for (int i = 0; i < batch.size; i++) {
                    segment.offer(batch.docs[i], batch.features[i], top);
                }
                scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            }
        }
        return top.bestFirst();
    }

    /** Walks the graph, with efSearch candidates in view, of which the k best are kept.
     *
     * <p>The image left out does not count among the candidates: it is sure to be one of them. */
    List<Neighbour> hnsw(int k, int efSearch) throws IOException {
        int candidates = query.leftOut().isPresent() ? efSearch + 1 : efSearch;
        TopNeighbours top = new TopNeighbours(k, query.leftOut());
        for (LeafReaderContext leaf : reader.leaves()) {
            LeafReader segmentReader = leaf.reader();
            AcceptDocs live = AcceptDocs.fromLiveDocs(segmentReader.getLiveDocs(), segmentReader.maxDoc());
            ScoreDoc[] found = segmentReader.searchNearestVectors(field, query.values(), candidates, live,
                    Integer.MAX_VALUE).scoreDocs;
            Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
            Segment segment = new Segment(leaf);
            for (ScoreDoc hit : found) {
                segment.offer(hit.doc, hit.score, top);
            }
        }
        return top.bestFirst();
    }

    /** What turns the hits of a segment, offered by rising document, into neighbours. */
    private static final class Segment {

        private final NumericDocValues imageIds;
        private final Bits live;
        private final int base;

        Segment(LeafReaderContext leaf) throws IOException {
            Bits liveDocuments = leaf.reader().getLiveDocs();
            this.imageIds = leaf.reader().getNumericDocValues(IndexSchema.ID);
            this.live = liveDocuments == null ? new Bits.MatchAllBits(leaf.reader().maxDoc()) : liveDocuments;
            this.base = leaf.docBase;
        }

        /** @param score Lucene's, (1 + cosine) / 2 */
        void offer(int document, float score, TopNeighbours top) throws IOException {
            float similarity = Math.clamp(2 * score - 1, -1f, 1f);
            if (!top.wants(similarity) || !live.get(document)) {
                return;
            }
            imageIds.advanceExact(document);
            top.offer(new Neighbour(similarity, imageIds.longValue(), base + document));
        }
    }
}
