package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.MergeInfo;
import org.jspecify.annotations.Nullable;

/** Lucene's codec with our graph parameters, under Lucene's own name: what it writes, any lucene-core 10.4 or later
 * reads.
 *
 * <p>Both vector fields share one format, and so one set of files. */
final class IndexCodec extends Lucene104Codec {

    /** Fewer vectors than this are compared one by one about as fast as a graph is walked, and need not be linked. */
    private static final int WORTH_A_GRAPH = 5000;
    private static final int GRAPH_NEVER = Integer.MAX_VALUE;
    private static final int GRAPH_ALWAYS = 0;
    private static final int ONE_THREAD = 1;

    private final KnnVectorsFormat vectors;

    private IndexCodec(KnnVectorsFormat flushed, KnnVectorsFormat merged, KnnVectorsFormat forced) {
        this.vectors = new VectorsFormat(flushed, merged, forced);
    }

    /** For what is merged to one segment at the end, and then given graphs by a forced merge: so each vector is linked
     * once, among all others. */
    static IndexCodec forOneMerge(HnswParameters parameters) {
        return new IndexCodec(hnsw(parameters, GRAPH_NEVER), hnsw(parameters, GRAPH_NEVER),
                hnsw(parameters, GRAPH_ALWAYS));
    }

    /** For changes that are to be found at once: a flushed segment has a graph if it is large enough to need one. */
    static IndexCodec forChanges(HnswParameters parameters) {
        KnnVectorsFormat merged = hnsw(parameters, GRAPH_ALWAYS);
        return new IndexCodec(hnsw(parameters, threshold(WORTH_A_GRAPH)), merged, merged);
    }

    /** Lucene's threshold is a number of candidates: a segment has a graph once a walk with so many in view would visit
     * fewer vectors than it has, candidates x ln(vectors). */
    private static int threshold(int vectors) {
        return (int) (vectors / Math.log(vectors));
    }

    private static KnnVectorsFormat hnsw(HnswParameters parameters, int graphThreshold) {
        return new Lucene99HnswVectorsFormat(parameters.m(), parameters.efConstruction(), ONE_THREAD, null,
                graphThreshold);
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    /** Lucene's HNSW format, with two differences in writing: vectors may be longer than 1,024, and
     * segments that are flushed, merged, or merged by force have graphs from different sizes on. */
    private static final class VectorsFormat extends KnnVectorsFormat {

        private static final String NAME = new Lucene99HnswVectorsFormat().getName();
        /** More than any encoder gives; each value is 4 bytes in a document that must fit memory. */
        private static final int MAX_DIMENSIONS = 1 << 16;

        /** What Lucene says of merges that nobody has asked for. */
        private static final int NOT_FORCED = -1;

        private final KnnVectorsFormat flushed;
        private final KnnVectorsFormat merged;
        private final KnnVectorsFormat forced;

        VectorsFormat(KnnVectorsFormat flushed, KnnVectorsFormat merged, KnnVectorsFormat forced) {
            super(NAME);
            this.flushed = flushed;
            this.merged = merged;
            this.forced = forced;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format(state.context.mergeInfo()).fieldsWriter(state);
        }

        private KnnVectorsFormat format(@Nullable MergeInfo merge) {
            if (merge == null) {
                return flushed;
            }
            return merge.mergeMaxNumSegments() == NOT_FORCED ? merged : forced;
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return merged.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MAX_DIMENSIONS;
        }
    }
}
