package io.semsearch.search;

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
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** A walk through the HNSW graph of a field in a segment.
 *
 * <p>Hubs are held back on the way: the walk goes by the corrected similarity, on the graph that was built by the plain one.
 * So one graph serves all corrections (decision record 0052). */
final class GraphWalk {

    private final LeafReader segment;
    private final String field;
    private final int candidates;
    private final LoadedGraphs graphs;
    private final Deadline deadline;

    GraphWalk(LeafReader segment, String field, int candidates, LoadedGraphs graphs, Deadline deadline) {
        this.segment = segment;
        this.field = field;
        this.candidates = candidates;
        this.graphs = graphs;
        this.deadline = deadline;
    }

    /** The documents that the walk found; their scores are Lucene's, {@code (1 + cosine) / 2}, less half the
     * penalty.
     *
     * @param penalties of the documents; null for none
     * @param accepts   the documents that may be found; null for all
     * @return null if there is no graph, or fewer documents are accepted than the walk would visit: then comparing all
     *         of them is the faster way */
    GraphSearch.@Nullable Found nearest(float[] query, float @Nullable [] penalties, @Nullable Bits accepts)
            throws IOException {
        FloatVectorValues values = segment.getFloatVectorValues(field);
        Optional<HnswGraph> graph = graphs.of(segment, field);
        if (values == null || graph.isEmpty()) {
            return null;
        }
        RandomVectorScorer cosines = PrefetchingScorer.of(scorer(segment, field, values, query), values);
        RandomVectorScorer scorer = penalties == null ? cosines : new Corrected(cosines, values, penalties);
        GraphSearch search = new GraphSearch(graph.get(), scorer, values.getAcceptOrds(accepts), candidates);
        boolean ended = search.walk(accepts == null ? Integer.MAX_VALUE : accepted(accepts), deadline);
        return ended || deadline.wasMissed() ? search.found() : null;
    }

    /** Compares a query with the vectors of a field, of which several at once. */
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

    private static int accepted(Bits accepts) {
        if (accepts instanceof BitSet set) {
            return set.cardinality();
        }
        return accepts.length();
    }

    /** Similarities less penalties. */
    private static final class Corrected implements RandomVectorScorer {

        private final RandomVectorScorer cosines;
        private final FloatVectorValues values;
        private final float[] penalties;

        Corrected(RandomVectorScorer cosines, FloatVectorValues values, float[] penalties) {
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

        @Override
        public int maxOrd() {
            return cosines.maxOrd();
        }

        @Override
        public int ordToDoc(int ord) {
            return cosines.ordToDoc(ord);
        }

        @Override
        public Bits getAcceptOrds(Bits acceptDocs) {
            return cosines.getAcceptOrds(acceptDocs);
        }
    }
}
