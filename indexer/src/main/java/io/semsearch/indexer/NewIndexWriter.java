package io.semsearch.indexer;

import io.semsearch.progress.Progress;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.store.Directory;

/** A writer that begins an index anew: what it takes becomes segments without graphs, and in the end one that has them.
 * Holds the threads that link its vectors. */
final class NewIndexWriter implements Closeable {

    private static final double BUFFER_MEGABYTES = 64;

    private final HnswParameters hnsw;
    private final int threads;
    private final ExecutorService others;
    private final IndexWriter writer;
    private Progress.Task task = Progress.Task.NONE;

    /** Opens it.
     *
     * @param threads that link vectors */
    NewIndexWriter(Directory directory, HnswParameters hnsw, int threads) throws IOException {
        this.hnsw = hnsw;
        this.threads = threads;
        this.writer = open(directory);
        this.others = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("link-", 0).daemon().factory());
    }

    private IndexWriter open(Directory directory) throws IOException {
        try {
            return new IndexWriter(directory, config());
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | EOFException
                | NoSuchFileException e) {
            // a writer reads the earlier commits first; nobody can, so there is nothing to keep
            for (String file : directory.listAll()) {
                if (file.startsWith(IndexFileNames.SEGMENTS)) {
                    directory.deleteFile(file);
                }
            }
            return new IndexWriter(directory, config());
        }
    }

    private IndexWriterConfig config() {
        return new IndexWriterConfig(new CaptionAnalyzer())
                .setOpenMode(OpenMode.CREATE)
                .setCommitOnClose(false)
                .setCodec(IndexCodec.forOneMerge(hnsw))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setMergePolicy(new LinkingMergePolicy(this::link))
                .setMergeScheduler(new SerialMergeScheduler());
    }

    void add(Document document) throws IOException {
        writer.addDocument(document);
    }

    /** Makes all that was added one segment with graphs, and commits it.
     *
     * @param listener is told how many vectors are linked, of all fields together */
    void commit(IndexManifest manifest, Progress.Task listener) throws IOException {
        task = listener;
        writer.flush();
        writer.maybeMerge();
        writer.forceMerge(1);
        writer.setLiveCommitData(manifest.toUserData().entrySet());
        writer.commit();
    }

    private CodecReader link(CodecReader segment) throws IOException {
        Map<String, LinkedGraph> graphs = new HashMap<>();
        long linked = 0;
        for (FieldInfo field : segment.getFieldInfos()) {
            if (!field.hasVectorValues()) {
                continue;
            }
            FloatVectorValues vectors = segment.getVectorReader().getFloatVectorValues(field.name);
            long before = linked;
            graphs.put(field.name, new GraphBuilder(vectors, field.getVectorSimilarityFunction(), hnsw)
                    .build(threads, new TaskExecutor(others), count -> task.advanceTo(before + count)));
            linked += vectors.size();
        }
        return new LinkedSegment(segment, graphs);
    }

    @Override
    public void close() throws IOException {
        others.shutdownNow();
        writer.close();
    }
}
