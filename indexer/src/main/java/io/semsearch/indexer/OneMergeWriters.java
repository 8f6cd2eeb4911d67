package io.semsearch.indexer;

import io.semsearch.schema.HnswParameters;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.InfoStream;

/** Opens writers that begin an index anew: what they take becomes segments without graphs, and
 * {@link IndexWriter#forceMerge} makes one of them that has. Holds the threads that link its vectors. */
final class OneMergeWriters implements AutoCloseable {

    private static final double BUFFER_MEGABYTES = 64;

    private final ExecutorService others;
    private final IndexCodec codec;

    /** @param threads that link vectors; with one, equal input gives equal graphs */
    OneMergeWriters(HnswParameters hnsw, int threads) {
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1),
                Thread.ofPlatform().name("link-", 0).daemon().factory());
        this.codec = threads == 1 ? IndexCodec.forOneMerge(hnsw) : IndexCodec.forOneMerge(hnsw, threads, others);
    }

    IndexWriter open(Directory directory, InfoStream listener) throws IOException {
        try {
            return new IndexWriter(directory, config(listener));
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | EOFException
                | NoSuchFileException e) {
            // a writer reads the earlier commits first; nobody can, so there is nothing to keep
            for (String file : directory.listAll()) {
                if (file.startsWith(IndexFileNames.SEGMENTS)) {
                    directory.deleteFile(file);
                }
            }
            return new IndexWriter(directory, config(listener));
        }
    }

    private IndexWriterConfig config(InfoStream listener) {
        return new IndexWriterConfig(new CaptionAnalyzer())
                .setOpenMode(OpenMode.CREATE)
                .setCommitOnClose(false)
                .setCodec(codec)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setMergePolicy(new SingleSegmentMergePolicy())
                .setMergeScheduler(new SerialMergeScheduler())
                .setInfoStream(listener);
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
