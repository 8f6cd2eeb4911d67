package io.semsearch.indexer;

import io.semsearch.indexer.graph.IndexCodec;
import io.semsearch.indexer.graph.LinkingMergePolicy;
import io.semsearch.indexer.graph.SegmentLinker;
import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;

/** Writes an index from scratch: added documents become flat segments, and finally one segment with graphs. */
final class NewIndexWriter implements Closeable {

    private static final double BUFFER_MEGABYTES = 64;

    private final HnswParameters hnsw;
    private final int threads;
    private final IndexWriter writer;
    private Progress.Task task = Progress.Task.NONE;

    /** Opens the writer.
     *
     * @param threads number of threads that link vectors */
    NewIndexWriter(Directory directory, HnswParameters hnsw, int threads) throws IOException {
        this.hnsw = hnsw;
        this.threads = threads;
        this.writer = open(directory);
    }

    private IndexWriter open(Directory directory) throws IOException {
        try {
            return new IndexWriter(directory, config());
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | EOFException
                | NoSuchFileException e) {
            // a writer reads earlier commits first; these cannot be read, so nothing is lost
            for (String file : directory.listAll()) {
                if (file.startsWith(IndexFileNames.SEGMENTS)) {
                    directory.deleteFile(file);
                }
            }
            return new IndexWriter(directory, config());
        }
    }

    private IndexWriterConfig config() {
        SegmentLinker linker = new SegmentLinker(hnsw, threads, linked -> task.advanceTo(linked));
        return new IndexWriterConfig(new CaptionAnalyzer())
                .setOpenMode(OpenMode.CREATE)
                .setCommitOnClose(false)
                .setCodec(new IndexCodec(hnsw))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setMergePolicy(LinkingMergePolicy.onlyForced(linker))
                .setMergeScheduler(new SerialMergeScheduler());
    }

    void add(Document document) throws IOException {
        writer.addDocument(document);
    }

    /** Merges all documents into one segment with graphs, and commits it.
     *
     * @param listener receives the number of linked vectors, in all fields together */
    void commit(IndexManifest manifest, Progress.Task listener) throws IOException {
        task = listener;
        writer.forceMerge(1);
        writer.setLiveCommitData(manifest.toUserData().entrySet());
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
