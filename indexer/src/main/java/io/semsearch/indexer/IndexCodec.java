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

/** Lucene's codec with our graph parameters, under Lucene's own name: what it writes, any lucene-core 10.4 or later
 * reads.
 *
 * <p>Both vector fields share one format, and so one set of files. */
final class IndexCodec extends Lucene104Codec {

    private final KnnVectorsFormat vectors;

    IndexCodec(HnswParameters parameters) {
        this.vectors = new VectorsFormat(parameters);
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    /** Lucene's HNSW format, with two differences in writing: vectors may be longer than 1,024, and a graph is built
     * when segments are merged, never when memory is flushed to one, so that each vector is linked once, among all
     * others. */
    private static final class VectorsFormat extends KnnVectorsFormat {

        private static final String NAME = new Lucene99HnswVectorsFormat().getName();
        /** More than any encoder gives; each value is 4 bytes in a document that must fit memory. */
        private static final int MAX_DIMENSIONS = 1 << 16;
        private static final int ONE_THREAD = 1;
        private static final int GRAPH_ALWAYS = 0;
        private static final int GRAPH_NEVER = Integer.MAX_VALUE;

        private final KnnVectorsFormat flushed;
        private final KnnVectorsFormat merged;

        VectorsFormat(HnswParameters parameters) {
            super(NAME);
            this.flushed = hnsw(parameters, GRAPH_NEVER);
            this.merged = hnsw(parameters, GRAPH_ALWAYS);
        }

        private static KnnVectorsFormat hnsw(HnswParameters parameters, int graphThreshold) {
            return new Lucene99HnswVectorsFormat(parameters.m(), parameters.efConstruction(), ONE_THREAD, null,
                    graphThreshold);
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
