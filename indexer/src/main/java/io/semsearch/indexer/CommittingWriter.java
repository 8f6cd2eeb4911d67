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

/** An index writer that makes each change one atomic commit. A failed change is rolled back, and the writer is opened
 * again.
 *
 * <p>Thread-safe: changes run one at a time. Merges run in the background, and take effect with the next commit. */
final class CommittingWriter implements Closeable {

    private final IndexWriters writers;
    private volatile Progress.Task optimizing = Progress.Task.NONE;
    private BackgroundMerges merges = new BackgroundMerges();
    private IndexWriter writer;
    private boolean closed;

    /** @throws UnwritableIndexException if no writer can be opened */
    CommittingWriter(IndexWriters writers) throws IOException {
        this.writers = writers;
        this.writer = writers.open(merges, linked -> optimizing.advanceTo(linked));
    }

    /** An operation on the writer, without the commit. */
    @FunctionalInterface
    interface Change<T> {
        T apply(IndexWriter writer) throws IOException;
    }

    /** Makes a change and commits it.
     *
     * @throws IOException           if that fails; no part of the change will be in the next commit
     * @throws IllegalStateException if the writer is closed */
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

    /** The manifest that an open writer continues from. */
    IndexManifest manifest(IndexWriter open) throws UnwritableIndexException {
        return writers.manifest(open);
    }

    /** The segments of the last commit.
     *
     * @throws IllegalStateException if the writer is closed */
    synchronized SegmentInfos lastCommit() throws IOException {
        openWriter();
        return SegmentInfos.readLatestCommit(writers.directory());
    }

    /** Merges all current segments into one, and commits it. Other changes can proceed at the same time. If one of them
     * fails, its rollback also aborts the merge, which is then restarted.
     *
     * @param task receives the number of linked vectors */
    void mergeAll(Progress.Task task) throws IOException {
        while (true) {
            IndexWriter merging = openWriter();
            optimizing = task;
            try {
                merging.forceMerge(1);
            } catch (IOException | IllegalStateException e) {
                // Lucene throws IllegalStateException if a merge in another thread has failed, or the writer is closed
                if (wasReplaced(merging, e)) {
                    continue;
                }
                throw failed(e);
            } finally {
                optimizing = Progress.Task.NONE;
            }
            if (committed(merging)) {
                return;
            }
        }
    }

    /** Waits for running merges, commits them, and closes.
     *
     * @throws IOException if a merge has failed; all changes are kept, but searches are slower */
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

    /** Opens the writer again if a failed merge has closed it. */
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
        writer = writers.open(merges, linked -> optimizing.advanceTo(linked));
    }

    private void rollBack(IndexWriter failed, Throwable reason) {
        try {
            failed.rollback();
            // opening another writer deletes the files left by this one
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

    /** False if the writer was replaced in the meantime, so that its merge is lost. */
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
            // a failed merge may close the writer after the commit was written
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

    /** The message of an exception. That of a {@link FileSystemException} is often only the file; a closed writer has
     * the reason in its cause. */
    private static String reason(Throwable e) {
        Throwable reason = e instanceof IllegalStateException && e.getCause() != null ? e.getCause() : e;
        return reason instanceof FileSystemException ? reason.toString() : String.valueOf(reason.getMessage());
    }
}
