package io.semsearch.search.index;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** Compares a query with every vector of one field in one segment, until the deadline. */
final class ExhaustiveSearch {

    /** Vectors compared between two checks of the deadline; most such batches hold none that is near enough. */
    private static final int BATCH = 256;

    private final LeafReader segment;
    private final String field;
    private final Deadline deadline;

    ExhaustiveSearch(LeafReader segment, String field, Deadline deadline) {
        this.segment = segment;
        this.field = field;
        this.deadline = deadline;
    }

    /** Takes documents, by rising number. Scores are Lucene's, (1 + cosine) / 2. */
    interface Collector {

        /** False if no document of this score is wanted, nor of a lower one. */
        boolean wants(float score);

        void collect(int document, float score) throws IOException;
    }

    /** @param filter the documents to compare; null for all that are not deleted */
    void search(float[] query, @Nullable BitSet filter, Collector collector) throws IOException {
        FloatVectorValues values = segment.getFloatVectorValues(field);
        if (values == null || values.size() == 0) {
            return;
        }
        if (filter == null) {
            compareAll(query, values, collector);
        } else {
            compareAccepted(query, values, filter, collector);
        }
    }

    private void compareAll(float[] query, FloatVectorValues values, Collector collector) throws IOException {
        RandomVectorScorer scorer = GraphSearch.scorer(segment, field, values, query);
        Bits live = segment.getLiveDocs();
        int[] nodes = new int[BATCH];
        float[] scores = new float[BATCH];
        for (int start = 0; start < values.size() && !deadline.isOver(); start += BATCH) {
            int count = Math.min(BATCH, values.size() - start);
            for (int i = 0; i < count; i++) {
                nodes[i] = start + i;
            }
            float best = scorer.bulkScore(nodes, scores, count);
            if (!collector.wants(best)) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                int document = values.ordToDoc(start + i);
                if (live == null || live.get(document)) {
                    collector.collect(document, scores[i]);
                }
            }
        }
    }

    private void compareAccepted(float[] query, FloatVectorValues values, BitSet filter, Collector collector)
            throws IOException {
        DocAndFloatFeatureBuffer batch = new DocAndFloatFeatureBuffer();
        VectorScorer.Bulk scores = values.scorer(query).bulk(new BitSetIterator(filter, filter.cardinality()));
        int untilNextCheck = 0;
        while (true) {
            if (untilNextCheck <= 0) {
                if (deadline.isOver()) {
                    return;
                }
                untilNextCheck = BATCH;
            }
            scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            if (batch.size == 0) {
                return;
            }
            untilNextCheck -= batch.size;
            for (int i = 0; i < batch.size; i++) {
                collector.collect(batch.docs[i], batch.features[i]);
            }
        }
    }
}
