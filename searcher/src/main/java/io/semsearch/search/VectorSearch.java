package io.semsearch.search;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** Looks for the images nearest to a query, in one field. */
final class VectorSearch {

    /** Images that are compared between two looks at the clock; most batches have none that is near enough. */
    private static final int COMPARED_AT_ONCE = 256;

    private final Snapshot snapshot;
    private final String field;
    private final ComposedQuery query;
    private final HubnessCorrection hubness;
    private final Accepted accepted;
    private final Deadline deadline;

    VectorSearch(Snapshot snapshot, Space space, ComposedQuery query, HubnessCorrection hubness, Accepted accepted,
            Deadline deadline) {
        this.snapshot = snapshot;
        this.field = space.field();
        this.query = query;
        this.hubness = hubness;
        this.accepted = accepted;
        this.deadline = deadline;
    }

    /** Number of images that may be hits. */
    int candidates() throws IOException {
        int count = accepted.count();
        for (long imageId : query.images()) {
            OptionalInt document = snapshot.images().documentOf(imageId);
            count -= document.isPresent() && isAccepted(document.getAsInt()) ? 1 : 0;
        }
        return count;
    }

    private boolean isAccepted(int document) {
        LeafReaderContext leaf = snapshot.segments().get(ReaderUtil.subIndex(document, snapshot.segments()));
        BitSet filter = accepted.in(leaf);
        return filter == null || filter.get(document - leaf.docBase);
    }

    /** Compares every accepted image.
     *
     * @param without further images that are not of interest */
    List<Neighbour> exact(int k, Set<Long> without) throws IOException {
        Set<Long> leftOut = without;
        if (!query.images().isEmpty()) {
            leftOut = new HashSet<>(without);
            leftOut.addAll(query.images());
        }
        TopNeighbours top = new TopNeighbours(k, leftOut);
        for (LeafReaderContext leaf : snapshot.segments()) {
            compareAll(new Segment(leaf, top));
        }
        return top.bestFirst();
    }

    /** Walks the graphs, with so many candidates in view.
     *
     * <p>Images that are part of the query do not count among the candidates: they are sure to be some of them. */
    Walked walk(int efSearch) throws IOException {
        int candidates = efSearch + query.images().size();
        Map<LeafReaderContext, GraphSearch.Found> bySegment = new LinkedHashMap<>();
        TopNeighbours compared = new TopNeighbours(efSearch, query.images());
        for (LeafReaderContext leaf : snapshot.segments()) {
            Segment segment = new Segment(leaf, compared);
            GraphWalk walk = new GraphWalk(leaf.reader(), field, candidates, snapshot.graphs(), deadline);
            GraphSearch.Found found = walk.nearest(query.vector(), segment.penalties, segment.accepts());
            if (found == null) {
                compareAll(segment);
            } else {
                bySegment.put(leaf, found);
            }
        }
        return new Walked(efSearch, bySegment, compared.bestFirst());
    }

    /** The images that a walk found. Who they are is looked up as far as it is asked for. */
    final class Walked {

        private final int efSearch;
        private final Map<LeafReaderContext, GraphSearch.Found> bySegment;
        /** Those of segments that have no graph. */
        private final List<Neighbour> compared;

        private Walked(int efSearch, Map<LeafReaderContext, GraphSearch.Found> bySegment, List<Neighbour> compared) {
            this.efSearch = efSearch;
            this.bySegment = bySegment;
            this.compared = compared;
        }

        /** The best of them, at most efSearch, best first. */
        List<Neighbour> best(int k) throws IOException {
            TopNeighbours top = new TopNeighbours(Math.min(k, efSearch), query.images());
            for (Map.Entry<LeafReaderContext, GraphSearch.Found> part : bySegment.entrySet()) {
                Segment segment = new Segment(part.getKey(), top);
                GraphSearch.Found found = part.getValue();
                for (int i = 0; i < found.size(); i++) {
                    segment.offer(found.document(i), found.score(i));
                }
            }
            compared.forEach(top::offer);
            return top.bestFirst();
        }
    }

    private void compareAll(Segment segment) throws IOException {
        FloatVectorValues values = segment.reader.getFloatVectorValues(field);
        if (values == null || values.size() == 0) {
            return;
        }
        if (segment.filter == null) {
            compareAll(segment, values);
        } else {
            compareAccepted(segment, segment.filter, values);
        }
    }

    private void compareAll(Segment segment, FloatVectorValues values) throws IOException {
        RandomVectorScorer scorer = GraphWalk.scorer(segment.reader, field, values, query.vector());
        int[] places = new int[COMPARED_AT_ONCE];
        float[] scores = new float[COMPARED_AT_ONCE];
        for (int start = 0; start < values.size() && !deadline.isOver(); start += COMPARED_AT_ONCE) {
            int count = Math.min(COMPARED_AT_ONCE, values.size() - start);
            for (int i = 0; i < count; i++) {
                places[i] = start + i;
            }
            float best = scorer.bulkScore(places, scores, count);
            if (!segment.mayWant(best)) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                int document = values.ordToDoc(start + i);
                if (segment.live == null || segment.live.get(document)) {
                    segment.offerScore(document, scores[i]);
                }
            }
        }
    }

    private void compareAccepted(Segment segment, BitSet filter, FloatVectorValues values) throws IOException {
        DocAndFloatFeatureBuffer batch = new DocAndFloatFeatureBuffer();
        VectorScorer.Bulk scores = values.scorer(query.vector())
                .bulk(new BitSetIterator(filter, filter.cardinality()));
        int untilNextLook = 0;
        while (true) {
            if (untilNextLook <= 0) {
                if (deadline.isOver()) {
                    return;
                }
                untilNextLook = COMPARED_AT_ONCE;
            }
            scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            if (batch.size == 0) {
                return;
            }
            untilNextLook -= batch.size;
            for (int i = 0; i < batch.size; i++) {
                segment.offerScore(batch.docs[i], batch.features[i]);
            }
        }
    }

    /** What turns the hits of a segment, offered by rising document, into neighbours. */
    private final class Segment {

        private final LeafReader reader;
        private final @Nullable Bits live;
        private final @Nullable BitSet filter;
        private final float @Nullable [] penalties;
        private final NumericDocValues imageIds;
        private final int base;
        private final TopNeighbours top;

        Segment(LeafReaderContext leaf, TopNeighbours top) throws IOException {
            this.reader = leaf.reader();
            this.live = reader.getLiveDocs();
            this.filter = accepted.in(leaf);
            this.penalties = hubness == HubnessCorrection.NONE ? null : snapshot.penalties(reader, hubness);
            this.imageIds = reader.getNumericDocValues(IndexSchema.ID);
            this.base = leaf.docBase;
            this.top = top;
        }

        /** The documents that count; null for all. */
        @Nullable Bits accepts() {
            return filter == null ? live : filter;
        }

        /** False if an image of this score need not be offered, nor one of a lower score. */
        boolean mayWant(float score) {
            return penalties != null || top.wants(Math.clamp(2 * score - 1, -1f, 1f));
        }

        /** @param score Lucene's, (1 + cosine) / 2 */
        void offerScore(int document, float score) throws IOException {
            offerSimilarity(document, 2 * score - 1);
        }

        /** @param score of a walk: Lucene's, less the penalty / 2 */
        void offer(int document, float score) throws IOException {
            offerSimilarity(document, 2 * score - 1 + penalty(document));
        }

        private void offerSimilarity(int document, float cosine) throws IOException {
            float similarity = Math.clamp(cosine, -1f, 1f);
            float corrected = similarity - penalty(document);
            if (top.wants(corrected)) {
                imageIds.advanceExact(document);
                top.offer(new Neighbour(similarity, corrected, imageIds.longValue(), base + document));
            }
        }

        private float penalty(int document) {
            return penalties == null ? 0 : penalties[document];
        }
    }
}
