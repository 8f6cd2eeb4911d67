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

    /** A commit that is kept for its pages.
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
            throw new IllegalStateException("the searcher is closed: open another one");
        }
        DirectoryReader changed = DirectoryReader.openIfChanged(before.reader());
        if (changed == null) {
            return false;
        }
        current = before.at(changed);
        if (!pinned.containsKey(before.commit())) {
            before.close();
        }
        return true;
    }

    /** Keeps a commit open for its pages, from now on for their lifetime. */
    synchronized void pin(Snapshot snapshot) throws IOException {
        if (!closed) {
            dropExpired();
            pinned.put(snapshot.commit(), new Pinned(snapshot, System.nanoTime()));
        }
    }

    /** The commit with a name.
     *
     * @throws PageTokenException if it is no longer there */
    synchronized Snapshot at(String commit) throws IOException {
        dropExpired();
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

    private void dropExpired() throws IOException {
        long now = System.nanoTime();
        for (Iterator<Pinned> all = pinned.values().iterator(); all.hasNext();) {
            Pinned one = all.next();
            if (now - one.since > pageLifetime) {
                all.remove();
                if (one.snapshot != current) {
                    one.snapshot.close();
                }
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
            if (one.snapshot != current) {
                one.snapshot.close();
            }
        }
        pinned.clear();
        current.close();
        directory.close();
    }
}
