package io.semsearch.search.index;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** An approximate search of one vector field in one segment: Lucene's search of its HNSW graph (decision record 0061).
 *
 * <p>Hub images are penalized during the search: it compares corrected similarities, in the graph that was built from
 * the plain ones. So one graph serves all corrections (decision record 0052). */
final class GraphSearch {

    /** Clearing a larger plain bit set would take longer than a search. */
    private static final int MOST_BITS = 1 << 20;

    private final LeafReader segment;
    private final String field;
    private final int efSearch;
    private final Deadline deadline;

    GraphSearch(LeafReader segment, String field, int efSearch, Deadline deadline) {
        this.segment = segment;
        this.field = field;
        this.efSearch = efSearch;
        this.deadline = deadline;
    }

    /** The nearest documents, at most efSearch; the best found so far if the deadline was missed.
     *
     * @param penalties by document; null for none
     * @param accepts   documents that may be found; null for all
     * @return null if the segment has no graph, or the search visited as many documents as are accepted: then comparing
     *         all of those is faster */
    @Nullable NearestDocuments nearest(float[] query, float @Nullable [] penalties, @Nullable Bits accepts)
            throws IOException {
        FloatVectorValues values = segment.getFloatVectorValues(field);
        Optional<HnswGraph> graph = graph(segment, field);
        if (values == null || graph.isEmpty()) {
            return null;
        }
        RandomVectorScorer cosines = scorer(segment, field, values, query);
        RandomVectorScorer scorer = penalties == null ? cosines : new Corrected(cosines, values, penalties);
        NearestNodes nodes = new NearestNodes(efSearch, accepts == null ? Integer.MAX_VALUE : count(accepts), deadline);
        searcher(graph.get()).search(nodes, scorer, graph.get(), values.getAcceptOrds(accepts));
        return nodes.visitedTooMany() ? null : nodes.documents(scorer);
    }

    /** Lucene's, but with a plain bit set of visited nodes in most graphs: Lucene's sparse one is slower for few
     * candidates. */
    private HnswGraphSearcher searcher(HnswGraph graph) {
        int size = graph.maxNodeId() + 1;
        BitSet visited = size <= MOST_BITS ? new FixedBitSet(size) : new SparseFixedBitSet(size);
        return new HnswGraphSearcher(new NeighborQueue(efSearch, true), visited);
    }

    private static int count(Bits accepts) {
        return accepts instanceof BitSet set ? set.cardinality() : accepts.length();
    }

    /** Compares a query with the vectors of a field, several at once. Scores are Lucene's, (1 + cosine) / 2. */
    static RandomVectorScorer scorer(LeafReader segment, String field, FloatVectorValues values, float[] query)
            throws IOException {
        FieldInfo info = segment.getFieldInfos().fieldInfo(field);
        return FlatVectorScorerUtil.getLucene99FlatVectorsScorer()
                .getRandomVectorScorer(info.getVectorSimilarityFunction(), values, query);
    }

    /** The graph of a field; empty if the segment has none. */
    static Optional<HnswGraph> graph(LeafReader segment, String field) throws IOException {
        if (!(segment instanceof CodecReader codec)) {
            return Optional.empty();
        }
        KnnVectorsReader vectors = codec.getVectorReader();
        if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
            vectors = fields.getFieldReader(field);
        }
        HnswGraph graph = vectors instanceof HnswGraphProvider graphs ? graphs.getGraph(field) : null;
        return Optional.ofNullable(graph).filter(it -> it.size() > 0);
    }

    /** Scores less half the penalty: (1 + cosine - penalty) / 2. */
    private static final class Corrected extends RandomVectorScorer.AbstractRandomVectorScorer {

        private final RandomVectorScorer cosines;
        private final FloatVectorValues values;
        private final float[] penalties;

        Corrected(RandomVectorScorer cosines, FloatVectorValues values, float[] penalties) {
            super(values);
            this.cosines = cosines;
            this.values = values;
            this.penalties = penalties;
        }

        @Override
        public float score(int node) throws IOException {
            return cosines.score(node) - penalties[values.ordToDoc(node)] / 2;
        }

        @Override
        public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
            cosines.bulkScore(nodes, scores, count);
            float best = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                scores[i] -= penalties[values.ordToDoc(nodes[i])] / 2;
                best = Math.max(best, scores[i]);
            }
            return best;
        }
    }
}
