package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.Lucene90StoredFieldsFormat;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MergeInfo;
import org.jspecify.annotations.Nullable;

/** Lucene's codec with our graph parameters and small blocks of stored fields, under Lucene's own name: what it writes,
 * any lucene-core 10.6 or later reads.
 *
 * <p>Both vector fields share one format, and so one set of files. */
final class IndexCodec extends FilterCodec {

    /** Fewer vectors than this are compared one by one about as fast as a graph is walked, and need not be linked. */
    private static final int WORTH_A_GRAPH = 5000;
    private static final int GRAPH_NEVER = Integer.MAX_VALUE;
    private static final int GRAPH_ALWAYS = 0;
    private static final int ONE_THREAD = 1;

    private IndexCodec(KnnVectorsFormat flushed, KnnVectorsFormat merged, KnnVectorsFormat forced) {
        this(new WithVectors(new VectorsFormat(flushed, merged, forced)));
    }

    private IndexCodec(Lucene104Codec lucene) {
        super(lucene.getName(), lucene);
    }

    private static final class WithVectors extends Lucene104Codec {

        private final KnnVectorsFormat vectors;

        WithVectors(KnnVectorsFormat vectors) {
            this.vectors = vectors;
        }

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return vectors;
        }
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
    public StoredFieldsFormat storedFieldsFormat() {
        return new SmallBlocks();
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

    /** Lucene's format of stored fields, in blocks of a tenth: a search reads one for each hit. */
    private static final class SmallBlocks extends StoredFieldsFormat {

        private static final String NAME = "Lucene90StoredFieldsFastData";
        private static final int BYTES = 1 << 13;
        private static final int DOCUMENTS = 1 << 6;
        /** Of the index of the blocks: the logarithm of their number. As Lucene has it. */
        private static final int BLOCK_SHIFT = 10;

        @Override
        public StoredFieldsWriter fieldsWriter(Directory directory, SegmentInfo segment, IOContext context)
                throws IOException {
            segment.putAttribute(Lucene90StoredFieldsFormat.MODE_KEY,
                    Lucene90StoredFieldsFormat.Mode.BEST_SPEED.name());
            return new Lucene90CompressingStoredFieldsFormat(NAME, Lucene90StoredFieldsFormat.BEST_SPEED_MODE, BYTES,
                    DOCUMENTS, BLOCK_SHIFT).fieldsWriter(directory, segment, context);
        }

        @Override
        public StoredFieldsReader fieldsReader(Directory directory, SegmentInfo segment, FieldInfos fields,
                IOContext context) throws IOException {
            return new Lucene90StoredFieldsFormat().fieldsReader(directory, segment, fields, context);
        }
    }
}
