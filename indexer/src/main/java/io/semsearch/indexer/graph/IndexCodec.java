package io.semsearch.indexer.graph;

import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.SegmentInfoFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.Lucene90StoredFieldsFormat;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/** Lucene's codec with our graph parameters, vectors of more than 1,024 values, and small blocks of stored fields. It
 * keeps Lucene's name: any lucene-core 10.6 or later of version 10 reads what it writes (decision record 0021).
 *
 * <p>Segments record the lengths of their files, so that readers notice a file of another length.
 *
 * <p>Flushes and flat merges write no graphs, all other merges do: see {@link LinkingMergePolicy}. Both vector fields
 * share one format, and so one set of files. */
public final class IndexCodec extends FilterCodec {

    /** @param parameters of all graphs */
    public IndexCodec(HnswParameters parameters) {
        this(new WithVectors(new VectorsFormat(parameters)));
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

    @Override
    public StoredFieldsFormat storedFieldsFormat() {
        return new SmallBlocks();
    }

    @Override
    public SegmentInfoFormat segmentInfoFormat() {
        return new WithLengths(super.segmentInfoFormat());
    }

    /** Records the lengths of a segment's files. */
    private static final class WithLengths extends SegmentInfoFormat {

        private final SegmentInfoFormat lucene;

        WithLengths(SegmentInfoFormat lucene) {
            this.lucene = lucene;
        }

        @Override
        public SegmentInfo read(Directory directory, String name, byte[] id, IOContext context) throws IOException {
            return lucene.read(directory, name, id, context);
        }

        @Override
        public void write(Directory directory, SegmentInfo segment, IOContext context) throws IOException {
            for (String file : segment.files()) {
                segment.putAttribute(IndexSchema.FILE_LENGTH + IndexFileNames.stripSegmentName(file),
                        Long.toString(directory.fileLength(file)));
            }
            lucene.write(directory, segment, context);
        }
    }

    /** Lucene's HNSW format with two differences when writing: vectors may have more than 1,024 values, and the kind of
     * a segment, not its size, decides whether it has graphs. */
    private static final class VectorsFormat extends KnnVectorsFormat {

        private static final String NAME = new Lucene99HnswVectorsFormat().getName();
        /** More than any encoder produces; each value takes 4 bytes in a document, which must fit into memory. */
        private static final int MAX_DIMENSIONS = 1 << 16;
        private static final int NEVER = Integer.MAX_VALUE;
        private static final int ALWAYS = 0;
        private static final int ONE_THREAD = 1;

        private final KnnVectorsFormat flat;
        private final KnnVectorsFormat linked;

        VectorsFormat(HnswParameters parameters) {
            super(NAME);
            this.flat = hnsw(parameters, NEVER);
            this.linked = hnsw(parameters, ALWAYS);
        }

        private static KnnVectorsFormat hnsw(HnswParameters parameters, int graphThreshold) {
            return new Lucene99HnswVectorsFormat(parameters.m(), parameters.efConstruction(), ONE_THREAD, null,
                    graphThreshold);
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            boolean isFlush = state.context.mergeInfo() == null;
            return (isFlush || LinkingMergePolicy.isFlat(state.segmentInfo) ? flat : linked).fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return linked.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MAX_DIMENSIONS;
        }
    }

    /** Lucene's format of stored fields, with blocks of a tenth of its size, because a search reads one block per
     * hit. */
    private static final class SmallBlocks extends StoredFieldsFormat {

        private static final String NAME = "Lucene90StoredFieldsFastData";
        private static final int BYTES = 1 << 13;
        private static final int DOCUMENTS = 1 << 6;
        /** Lucene's value: the base-2 logarithm of the number of blocks in a chunk of their index. */
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
