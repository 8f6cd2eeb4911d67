package io.semsearch.search;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;

/** The open commits of an index: the current one, and earlier ones that pages are still turned in. Safe to use from many
 * threads; searches do not wait for a refresh. */
final class Snapshots implements AutoCloseable {

    private final Directory directory;
    private final long pageLifetime;
    private final Map<String, Pinned> pinned = new HashMap<>();
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
    synchronized boolean refresh() throws IOException {
        dropExpired();
        Snapshot before = current;
        if (closed) {
            throw closed();
        }
        DirectoryReader changed = DirectoryReader.openIfChanged(before.reader());
        if (changed == null) {
            return false;
        }
        current = before.at(changed);
        before.close();
        return true;
    }

    /** Keeps a commit open for its pages, from now on for their lifetime.
     *
     * @param snapshot that is being read */
    synchronized void pin(Snapshot snapshot) throws IOException {
        if (closed) {
            return;
        }
        dropExpired();
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
    private synchronized Snapshot retained(String commit) throws IOException {
        if (closed) {
            throw closed();
        }
        dropExpired();
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

    private static IllegalStateException closed() {
        return new IllegalStateException("the searcher is closed: open another one");
    }

    private void dropExpired() throws IOException {
        long now = System.nanoTime();
        for (Iterator<Pinned> all = pinned.values().iterator(); all.hasNext();) {
            Pinned one = all.next();
            if (now - one.since > pageLifetime) {
                all.remove();
                one.snapshot.release();
            }
        }
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
