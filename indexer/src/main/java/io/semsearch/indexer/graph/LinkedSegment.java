package io.semsearch.indexer.graph;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.jspecify.annotations.Nullable;

/** A view of a segment without graphs as one that has graphs. When Lucene merges this segment alone, it copies the
 * graphs unchanged. */
final class LinkedSegment extends FilterCodecReader {

    private final Map<String, LinkedGraph> graphs;

    /** @param graphs by field */
    LinkedSegment(CodecReader segment, Map<String, LinkedGraph> graphs) {
        super(segment);
        this.graphs = Map.copyOf(graphs);
    }

    @Override
    public @Nullable KnnVectorsReader getVectorReader() {
        KnnVectorsReader vectors = in.getVectorReader();
        return vectors == null ? null : new LinkedVectors(vectors, graphs);
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
        return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
        return in.getReaderCacheHelper();
    }

    private static final class LinkedVectors extends KnnVectorsReader implements HnswGraphProvider {

        private final KnnVectorsReader in;
        private final Map<String, LinkedGraph> graphs;

        LinkedVectors(KnnVectorsReader in, Map<String, LinkedGraph> graphs) {
            this.in = in;
            this.graphs = graphs;
        }

        @Override
        public @Nullable HnswGraph getGraph(String field) {
            return graphs.get(field);
        }

        @Override
        public KnnVectorsReader getMergeInstance() throws IOException {
            return new LinkedVectors(in.getMergeInstance(), graphs);
        }

        @Override
        public void finishMerge() throws IOException {
            in.finishMerge();
        }

        @Override
        public FloatVectorValues getFloatVectorValues(String field) throws IOException {
            return in.getFloatVectorValues(field);
        }

        @Override
        public ByteVectorValues getByteVectorValues(String field) throws IOException {
            return in.getByteVectorValues(field);
        }

        @Override
        public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted)
                throws IOException {
            in.search(field, target, collector, accepted);
        }

        @Override
        public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted)
                throws IOException {
            in.search(field, target, collector, accepted);
        }

        @Override
        public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
            return in.getOffHeapByteSize(field);
        }

        @Override
        public void checkIntegrity() throws IOException {
            in.checkIntegrity();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
