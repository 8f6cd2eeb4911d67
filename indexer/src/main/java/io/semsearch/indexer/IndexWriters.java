package io.semsearch.indexer;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.indexer.graph.IndexCodec;
import io.semsearch.indexer.graph.LinkingMergePolicy;
import io.semsearch.indexer.graph.SegmentLinker;
import io.semsearch.schema.IndexManifest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** Opens writers that continue from the last commit of an index, and reports why one cannot be opened.
 *
 * @param folder    of the index, for messages and for the times of its files
 * @param directory the same folder; tests wrap it
 * @param model     the model that the index must have been written with */
record IndexWriters(Path folder, Directory directory, ModelManifest model) {

    private static final double BUFFER_MEGABYTES = 64;
    private static final int FINGERPRINT_DIGITS = 12;
    private static final String AGAIN = ": run 'semsearch index' again";

    /** Opens a writer.
     *
     * @param linked receives the number of vectors that a forced merge has linked so far
     * @throws UnwritableIndexException if the index is missing, damaged, of another version or of another model, or
     *                                  another writer has it open */
    IndexWriter open(BackgroundMerges merges, LongConsumer linked) throws IOException {
        try {
            IndexManifest expected = manifest(SegmentInfos.readLatestCommit(directory).getUserData());
            IndexWriter writer = new IndexWriter(directory, config(expected, merges, linked));
            if (manifest(userData(writer)).equals(expected)) {
                return writer;
            }
            writer.rollback();
            throw busy(folder, null);
        } catch (LockObtainFailedException e) {
            throw busy(folder, e);
        } catch (IndexNotFoundException e) {
            throw new UnwritableIndexException(folder + ": no index here: run 'semsearch index' first", e);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            throw new UnwritableIndexException(folder + ": another version of Lucene wrote this index" + AGAIN, e);
        } catch (CorruptIndexException | EOFException | NoSuchFileException e) {
            throw new UnwritableIndexException(folder + ": the index is damaged (" + e.getMessage() + ")" + AGAIN, e);
        }
    }

    /** The manifest of the commit that a writer continues from. */
    IndexManifest manifest(IndexWriter writer) throws UnwritableIndexException {
        return manifest(userData(writer));
    }

    /** The error for an index that another writer has open. */
    static UnwritableIndexException busy(Path folder, @Nullable Throwable cause) {
        return new UnwritableIndexException(
                folder + ": another process is writing this index: wait until it has ended", cause);
    }

    private IndexWriterConfig config(IndexManifest manifest, BackgroundMerges merges, LongConsumer linked) {
        SegmentLinker linker = new SegmentLinker(manifest.hnsw(), Runtime.getRuntime().availableProcessors(), linked);
        return new IndexWriterConfig(new CaptionAnalyzer())
                .setOpenMode(OpenMode.APPEND)
                .setCommitOnClose(false)
                .setCodec(new IndexCodec(manifest.hnsw()))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                // a small change waits for one fsync per file, so it writes few files
                .setUseCompoundFile(true)
                .setIndexDeletionPolicy(new RecentCommits(folder, InstantSource.system()))
                .setMergePolicy(LinkingMergePolicy.inBackground(BackgroundMerges.policy(), linker))
                .setMergeScheduler(merges)
                // commits do not wait for merges
                .setMaxFullFlushMergeWaitMillis(0);
    }

    private IndexManifest manifest(Map<String, String> userData) throws UnwritableIndexException {
        IndexManifest manifest;
        try {
            manifest = IndexManifest.fromUserData(userData);
        } catch (IllegalArgumentException e) {
            throw new UnwritableIndexException(folder + ": " + e.getMessage() + AGAIN, e);
        }
        if (!manifest.modelFingerprint().equals(model.fingerprint())) {
            throw new UnwritableIndexException(folder + ": index was built with model "
                    + shorten(manifest.modelFingerprint()) + ", model " + shorten(model.fingerprint()) + " was loaded"
                    + AGAIN);
        }
        if (manifest.featureDimension() != model.featureDimension()
                || manifest.semanticDimension() != model.semanticDimension()) {
            throw new UnwritableIndexException(folder + ": index has vectors of " + manifest.featureDimension()
                    + " and " + manifest.semanticDimension() + " values, the model those of "
                    + model.featureDimension() + " and " + model.semanticDimension() + AGAIN);
        }
        return manifest;
    }

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> userData = new HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> userData.put(entry.getKey(), entry.getValue()));
        }
        return userData;
    }

    private static String shorten(String fingerprint) {
        return fingerprint.length() <= FINGERPRINT_DIGITS ? fingerprint : fingerprint.substring(0, FINGERPRINT_DIGITS);
    }
}
