package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

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

    private IndexCodec(KnnVectorsFormat flushed, KnnVectorsFormat merged) {
        this.vectors = new VectorsFormat(flushed, merged);
    }

    /** For what is merged to one segment at the end: a graph is built then, never when memory is flushed, so that each
     * vector is linked once, among all others. */
    static IndexCodec forOneMerge(HnswParameters parameters) {
        return new IndexCodec(hnsw(parameters, GRAPH_NEVER), hnsw(parameters, GRAPH_ALWAYS));
    }

    /** The same, linked by several threads: the graph depends on which of them comes first.
     *
     * @param threads at least 2
     * @param others  runs them but one, which is the thread that merges */
    static IndexCodec forOneMerge(HnswParameters parameters, int threads, ExecutorService others) {
        return new IndexCodec(hnsw(parameters, GRAPH_NEVER), new Lucene99HnswVectorsFormat(parameters.m(),
                parameters.efConstruction(), threads, others, GRAPH_ALWAYS));
    }

    /** For changes that are to be found at once: a flushed segment has a graph if it is large enough to need one. */
    static IndexCodec forChanges(HnswParameters parameters) {
        return new IndexCodec(hnsw(parameters, threshold(WORTH_A_GRAPH)), hnsw(parameters, GRAPH_ALWAYS));
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

    /** Lucene's HNSW format, with two differences in writing: vectors may be longer than 1,024, and segments that are
     * flushed and those that are merged have graphs from different sizes on; merged ones always. */
    private static final class VectorsFormat extends KnnVectorsFormat {

        private static final String NAME = new Lucene99HnswVectorsFormat().getName();
        /** More than any encoder gives; each value is 4 bytes in a document that must fit memory. */
        private static final int MAX_DIMENSIONS = 1 << 16;

        private final KnnVectorsFormat flushed;
        private final KnnVectorsFormat merged;

        VectorsFormat(KnnVectorsFormat flushed, KnnVectorsFormat merged) {
            super(NAME);
            this.flushed = flushed;
            this.merged = merged;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return (state.context.mergeInfo() == null ? flushed : merged).fieldsWriter(state);
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
