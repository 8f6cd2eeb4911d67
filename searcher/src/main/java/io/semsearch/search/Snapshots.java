package io.semsearch.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** The open commits of an index: the current one, and earlier ones that pages are still turned in. Safe to use from many
 * threads; searches do not wait for a refresh. */
final class Snapshots implements AutoCloseable {

    private final Directory directory;
    private final long pageLifetime;
    private final Map<String, Pinned> pinned = new HashMap<>();
    /** Held while a new commit is opened, which searches and pages do not wait for. */
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot current;
    private boolean closed;

    /** @param current the last commit; taken over */
    Snapshots(Snapshot current, Duration pageLifetime) {
        this.current = current;
        this.directory = current.reader().directory();
        this.pageLifetime = pageLifetime.toNanos();
    }

    /** A commit that is kept for its pages, by a reference of its own.
     *
     * @param since when the last page was asked for, by {@link System#nanoTime} */
    private record Pinned(Snapshot snapshot, long since) {}

    /** Does work in the last commit that is known. */
    <T> T reading(Work<T> work) throws IOException {
        while (true) {
            Snapshot snapshot = current;
            try {
                return snapshot.reading(() -> work.in(snapshot));
            } catch (IllegalStateException e) {
                // a refresh may have closed it in between
                if (snapshot == current) {
                    throw e;
                }
            }
        }
    }

    /** Work in one commit. */
    @FunctionalInterface
    interface Work<T> {
        T in(Snapshot snapshot) throws IOException;
    }

    /** The last commit that is known. */
    Snapshot current() {
        return current;
    }

    /** Takes the last commit, if there is a new one.
     *
     * @return true if there was */
    boolean refresh() throws IOException {
        refreshing.lock();
        try {
            Snapshot before = current;
            DirectoryReader changed = DirectoryReader.openIfChanged(before.reader());
            if (changed == null) {
                releaseExpired();
                return false;
            }
            replace(before, before.at(changed));
            releaseExpired();
            return true;
        } catch (AlreadyClosedException e) {
            throw closed(e);
        } finally {
            refreshing.unlock();
        }
    }

    private void replace(Snapshot before, Snapshot next) throws IOException {
        synchronized (this) {
            if (closed) {
                next.close();
                throw closed(null);
            }
            current = next;
        }
        before.close();
    }

    /** Keeps a commit open for its pages, from now on for their lifetime.
     *
     * @param snapshot that is being read */
    synchronized void pin(Snapshot snapshot) {
        if (closed) {
            return;
        }
        Pinned known = pinned.get(snapshot.commit());
        if (known == null) {
            snapshot.retain();
        }
        pinned.put(snapshot.commit(), new Pinned(known == null ? snapshot : known.snapshot, System.nanoTime()));
    }

    /** Does work in the commit with a name.
     *
     * @throws PageTokenException    if it is no longer there
     * @throws IllegalStateException if the searcher was closed */
    <T> T readingAt(String commit, Work<T> work) throws IOException {
        Snapshot snapshot = retained(commit);
        try {
            return work.in(snapshot);
        } finally {
            snapshot.release();
        }
    }

    /** The commit with a name, which stays open until it is released. */
    private Snapshot retained(String commit) throws IOException {
        releaseExpired();
        return retainedNow(commit);
    }

    private synchronized Snapshot retainedNow(String commit) throws IOException {
        if (closed) {
            throw closed(null);
        }
        Snapshot snapshot = at(commit);
        snapshot.retain();
        return snapshot;
    }

    private Snapshot at(String commit) throws IOException {
        if (current.commit().equals(commit)) {
            return current;
        }
        Pinned known = pinned.get(commit);
        if (known != null) {
            return known.snapshot;
        }
        // another process may have begun the list, and the writer may have kept its commit
        for (IndexCommit kept : DirectoryReader.listCommits(directory)) {
            byte[] id = SegmentInfos.readCommit(directory, kept.getSegmentsFileName()).getId();
            if (StringHelper.idToString(id).equals(commit)) {
                Snapshot opened = current.at(DirectoryReader.open(kept));
                pinned.put(commit, new Pinned(opened, System.nanoTime()));
                return opened;
            }
        }
        throw new PageTokenException("the page token is of an index that is no longer there: it has changed since, and "
                + "pages are kept for a while only; search again from the first page");
    }

    private static IllegalStateException closed(@Nullable Throwable cause) {
        return new IllegalStateException("the searcher is closed: open another one", cause);
    }

    /** Closing files takes a while: nobody else waits for it. */
    private void releaseExpired() throws IOException {
        for (Snapshot snapshot : takeExpired()) {
            snapshot.release();
        }
    }

    private synchronized List<Snapshot> takeExpired() {
        List<Snapshot> expired = new ArrayList<>();
        long now = System.nanoTime();
        for (Iterator<Pinned> all = pinned.values().iterator(); all.hasNext();) {
            Pinned one = all.next();
            if (now - one.since > pageLifetime) {
                all.remove();
                expired.add(one.snapshot);
            }
        }
        return expired;
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        for (Pinned one : pinned.values()) {
            one.snapshot.release();
        }
        pinned.clear();
        current.close();
        directory.close();
    }
}
