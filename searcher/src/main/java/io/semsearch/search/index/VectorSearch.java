package io.semsearch.search.index;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Finds the images nearest to a query, exactly or approximately. Used by one thread. */
public final class VectorSearch {

    private final OpenIndex index;
    private final String field;
    private final VectorQuery query;
    private final Accepted accepted;
    private final Deadline deadline;

    /** @param accepted the images that may be hits */
    public VectorSearch(OpenIndex index, VectorQuery query, Accepted accepted, Deadline deadline) {
        this.index = index;
        this.field = StoredImages.field(query.space());
        this.query = query;
        this.accepted = accepted;
        this.deadline = deadline;
    }

    /** Number of images that may be hits. */
    public int candidates() throws IOException {
        int count = accepted.count();
        for (long imageId : query.excluded()) {
            OptionalInt document = index.images().documentOf(imageId);
            count -= document.isPresent() && isAccepted(document.getAsInt()) ? 1 : 0;
        }
        return count;
    }

    /** True if the deadline has ended a search early. */
    public boolean wasCut() {
        return deadline.wasMissed();
    }

    private boolean isAccepted(int document) {
        LeafReaderContext leaf = index.segments().get(ReaderUtil.subIndex(document, index.segments()));
        BitSet filter = accepted.in(leaf);
        return filter == null || filter.get(document - leaf.docBase);
    }

    /** The k nearest, best first: compares every accepted image.
     *
     * @param without further images to leave out */
    public List<Neighbour> exact(int k, Set<Long> without) throws IOException {
        Set<Long> leftOut = without;
        if (!query.excluded().isEmpty()) {
            leftOut = new HashSet<>(without);
            leftOut.addAll(query.excluded());
        }
        TopNeighbours top = new TopNeighbours(k, leftOut);
        for (LeafReaderContext leaf : index.segments()) {
            compareAll(new Segment(leaf, top));
        }
        return top.bestFirst();
    }

    /** Searches the graphs, with so many candidates in view; compares all images of a segment without a graph.
     *
     * <p>Images that are part of the query do not count as candidates, since they are sure to be found. */
    public Candidates approximate(int efSearch) throws IOException {
        Map<LeafReaderContext, NearestDocuments> bySegment = new LinkedHashMap<>();
        TopNeighbours compared = new TopNeighbours(efSearch, query.excluded());
        for (LeafReaderContext leaf : index.segments()) {
            Segment segment = new Segment(leaf, compared);
            NearestDocuments nearest = new GraphSearch(leaf.reader(), field, efSearch + query.excluded().size(),
                    deadline).nearest(query.vector(), segment.penalties, segment.accepts());
            if (nearest == null) {
                compareAll(segment);
            } else {
                bySegment.put(leaf, nearest);
            }
        }
        return new Candidates(efSearch, bySegment, compared.bestFirst());
    }

    /** What an approximate search has found. Image ids are read only for the best of them. */
    public final class Candidates {

        private final int efSearch;
        private final Map<LeafReaderContext, NearestDocuments> bySegment;
        /** The best of the segments without a graph. */
        private final List<Neighbour> compared;

        private Candidates(int efSearch, Map<LeafReaderContext, NearestDocuments> bySegment,
                List<Neighbour> compared) {
            this.efSearch = efSearch;
            this.bySegment = bySegment;
            this.compared = compared;
        }

        /** The best k of them, or efSearch if that is less; best first. */
        public List<Neighbour> best(int k) throws IOException {
            TopNeighbours top = new TopNeighbours(Math.min(k, efSearch), query.excluded());
            for (Map.Entry<LeafReaderContext, NearestDocuments> part : bySegment.entrySet()) {
                Segment segment = new Segment(part.getKey(), top);
                NearestDocuments nearest = part.getValue();
                for (int i = 0; i < nearest.size(); i++) {
                    segment.collectCorrected(nearest.document(i), nearest.score(i));
                }
            }
            compared.forEach(top::offer);
            return top.bestFirst();
        }
    }

    private void compareAll(Segment segment) throws IOException {
        new ExhaustiveSearch(segment.reader, field, deadline).search(query.vector(), segment.filter, segment);
    }

    /** Turns the scored documents of a segment, by rising number, into neighbours. */
    private final class Segment implements ExhaustiveSearch.Collector {

        private final LeafReader reader;
        private final @Nullable BitSet filter;
        private final float @Nullable [] penalties;
        private final NumericDocValues imageIds;
        private final int base;
        private final TopNeighbours top;

        Segment(LeafReaderContext leaf, TopNeighbours top) throws IOException {
            this.reader = leaf.reader();
            this.filter = accepted.in(leaf);
            this.penalties = query.hubness() == HubnessCorrection.NONE
                    ? null
                    : index.penalties(reader, query.hubness());
            this.imageIds = reader.getNumericDocValues(IndexSchema.ID);
            this.base = leaf.docBase;
            this.top = top;
        }

        /** The documents that may be found; null for all. */
        @Nullable Bits accepts() {
            return filter == null ? reader.getLiveDocs() : filter;
        }

        @Override
        public boolean wants(float score) {
            return penalties != null || top.wants(Math.clamp(2 * score - 1, -1f, 1f));
        }

        @Override
        public void collect(int document, float score) throws IOException {
            offer(document, 2 * score - 1);
        }

        /** @param score of a graph search: (1 + cosine - penalty) / 2 */
        void collectCorrected(int document, float score) throws IOException {
            offer(document, 2 * score - 1 + penalty(document));
        }

        private void offer(int document, float cosine) throws IOException {
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
