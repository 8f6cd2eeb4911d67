package io.semsearch.indexer;

import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.AlreadyClosedException;

/** A writer of which each change is one commit, or nothing: what fails is rolled back, and the writer opened again.
 *
 * <p>Thread-safe: changes wait for each other; merges run beside them, and their results come with the next commit. */
final class CommittingWriter implements Closeable {

    private final IndexWriters writers;
    private final GraphProgress graphProgress = new GraphProgress();
    private BackgroundMerges merges = new BackgroundMerges();
    private IndexWriter writer;
    private boolean closed;

    /** @throws UnwritableIndexException if no writer can be opened */
    CommittingWriter(IndexWriters writers) throws IOException {
        this.writers = writers;
        this.writer = writers.open(merges, graphProgress);
    }

    /** A piece of work on the writer, without the commit. */
    @FunctionalInterface
    interface Change<T> {
        T apply(IndexWriter writer) throws IOException;
    }

    /** Makes a change and commits it.
     *
     * @throws IOException           if that fails; the last commit stands, and nothing of the change will be in the next
     * @throws IllegalStateException if this was closed */
    synchronized <T> T change(Change<T> change) throws IOException {
        IndexWriter open = openWriter();
        try {
            T result = change.apply(open);
            commit(open);
            return result;
        } catch (IOException | AlreadyClosedException e) {
            rollBack(open, e);
            throw failed(e);
        } catch (RuntimeException | Error e) {
            rollBack(open, e);
            throw e;
        }
    }

    /** What the last commit says of the index.
     *
     * @param open what is being worked with */
    IndexManifest manifest(IndexWriter open) throws UnwritableIndexException {
        return writers.manifest(open);
    }

    /** The last commit's segments.
     *
     * @throws IllegalStateException if this was closed */
    synchronized SegmentInfos lastCommit() throws IOException {
        openWriter();
        return SegmentInfos.readLatestCommit(writers.directory());
    }

    /** Merges the segments that are there into one, and commits it. Other changes go on meanwhile; one that fails takes
     * the merge with it, which then begins anew.
     *
     * @param task is told how many vectors are linked */
    void mergeAll(Progress.Task task) throws IOException {
        while (true) {
            IndexWriter merging = openWriter();
            graphProgress.tell(task);
            try {
                merging.forceMerge(1);
            } catch (IOException | IllegalStateException e) {
                // Lucene throws the latter where a merge in another thread has failed, or the writer is closed
                if (wasReplaced(merging, e)) {
                    continue;
                }
                throw failed(e);
            } finally {
                graphProgress.tell(Progress.Task.NONE);
            }
            if (committed(merging)) {
                return;
            }
        }
    }

    /** Waits for the merges under way, so that they were not in vain, and closes.
     *
     * @throws IOException if a merge has failed: searches are slower, and all changes are kept */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        merges.sync();
        try (IndexWriter last = writer) {
            if (last.isOpen()) {
                commit(last);
                last.rollback();
            }
        } catch (IOException | AlreadyClosedException e) {
            throw mergeFailed(e);
        }
        Optional<Throwable> failure = merges.failure();
        if (failure.isPresent()) {
            throw mergeFailed(failure.get());
        }
    }

    /** A merge that fails closes the writer, which then is opened again. */
    private synchronized IndexWriter openWriter() throws IOException {
        if (closed) {
            throw new IllegalStateException("the collection is closed: open it again");
        }
        if (!writer.isOpen()) {
            reopen();
        }
        return writer;
    }

    private void reopen() throws IOException {
        merges = new BackgroundMerges();
        writer = writers.open(merges, graphProgress);
    }

    private void rollBack(IndexWriter failed, Throwable reason) {
        try {
            failed.rollback();
            // what it has left behind is deleted by the one that opens
            reopen();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private synchronized boolean wasReplaced(IndexWriter merging, Exception reason) {
        if (!writer.equals(merging) || closed) {
            return true;
        }
        rollBack(merging, reason);
        return false;
    }

    /** False if the writer was replaced meanwhile, and what it has merged is lost. */
    private synchronized boolean committed(IndexWriter merged) throws IOException {
        if (!openWriter().equals(merged)) {
            return false;
        }
        change(same -> true);
        return true;
    }

    private void commit(IndexWriter open) throws IOException {
        long before = SegmentInfos.getLastCommitGeneration(writers.directory());
        try {
            open.commit();
        } catch (IOException | AlreadyClosedException e) {
            // a merge beside it may close the writer when the commit is already made
            if (SegmentInfos.getLastCommitGeneration(writers.directory()) == before) {
                throw e;
            }
        }
    }

    private IOException failed(Exception e) {
        return new IOException(writers.folder() + ": the index could not be changed, it is as it was: " + reason(e), e);
    }

    private IOException mergeFailed(Throwable e) {
        return new IOException(writers.folder() + ": all changes are kept, but segments could not be merged: "
                + reason(e) + ": run 'semsearch optimize'", e);
    }

    /** The message of a {@link FileSystemException} is often the file alone; a writer that was closed knows why. */
    private static String reason(Throwable e) {
        Throwable reason = e instanceof IllegalStateException && e.getCause() != null ? e.getCause() : e;
        return reason instanceof FileSystemException ? reason.toString() : String.valueOf(reason.getMessage());
    }
}
