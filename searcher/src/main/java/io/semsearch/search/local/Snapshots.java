package io.semsearch.search.local;

import io.semsearch.search.PageTokenException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** The open commits of an index: the current one, and earlier ones whose pages are still being read.
 *
 * <p>Lucene's reference manager counts who reads the current commit: searches do not wait for a refresh, a commit is
 * closed after its last reader, and after {@link #close} nothing new begins. Commits of pages are kept here, since
 * Lucene's {@code SearcherLifetimeManager} knows neither commits of other processes nor when a page was last read.
 * Thread-safe. */
final class Snapshots extends ReferenceManager<Snapshot> {

    private final Directory directory;
    private final long pageLifetime;
    /** By name of the commit. */
    private final Map<String, Pinned> pinned = new HashMap<>();

    /** @param current the last commit; taken over */
    Snapshots(Snapshot current, Duration pageLifetime) {
        this.current = current;
        this.directory = current.index().reader().directory();
        this.pageLifetime = pageLifetime.toNanos();
    }

    /** A commit that is kept for its pages, by a reference of its own.
     *
     * @param since when the last page was read, by {@link System#nanoTime} */
    private record Pinned(Snapshot snapshot, long since) {}

    /** Work in one commit. */
    @FunctionalInterface
    interface Work<T> {
        T in(Snapshot snapshot) throws IOException;
    }

    /** Does work in the current commit.
     *
     * @throws IllegalStateException if the searcher is closed */
    <T> T reading(Work<T> work) throws IOException {
        return in(acquireOpen(), work);
    }

    private <T> T in(Snapshot snapshot, Work<T> work) throws IOException {
        try {
            return work.in(snapshot);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!isWrongQuery(e)) {
                snapshot.checkChecksums();
            }
            throw e;
        } finally {
            release(snapshot);
        }
    }

    /** Lucene meets damage with exceptions of many classes, and with assertions where they are on. */
    private static boolean isWrongQuery(Throwable e) {
        return e instanceof IllegalArgumentException
                && e.getStackTrace()[0].getClassName().startsWith("io.semsearch.");
    }

    private Snapshot acquireOpen() throws IOException {
        try {
            return acquire();
        } catch (AlreadyClosedException e) {
            throw closed(e);
        }
    }

    /** Number of images in the current commit.
     *
     * @throws IllegalStateException if the searcher is closed */
    int size() {
        Snapshot snapshot = current;
        if (snapshot == null) {
            throw closed(null);
        }
        return snapshot.images().size();
    }

    /** Makes the last commit the current one.
     *
     * @return true if the current commit has changed since the call began
     * @throws IllegalStateException if the searcher is closed */
    boolean refresh() throws IOException {
        Snapshot before = current;
        try {
            maybeRefreshBlocking();
        } catch (AlreadyClosedException e) {
            throw closed(e);
        }
        releaseExpired();
        return current != before;
    }

    /** Does work in the commit of a page token.
     *
     * @throws PageTokenException    if it is no longer there
     * @throws IllegalStateException if the searcher is closed */
    <T> T readingAt(String commit, Work<T> work) throws IOException {
        releaseExpired();
        return in(acquireAt(commit), work);
    }

    private synchronized Snapshot acquireAt(String commit) throws IOException {
        Snapshot last = acquireOpen();
        if (last.commit().equals(commit)) {
            return last;
        }
        try {
            Pinned known = pinned.get(commit);
            Snapshot snapshot = known != null ? known.snapshot : open(commit, last);
            pinned.put(commit, new Pinned(snapshot, System.nanoTime()));
            snapshot.index().reader().incRef();
            return snapshot;
        } finally {
            release(last);
        }
    }

    /** Another process may have begun the list, and the writer may have kept its commit. */
    private Snapshot open(String commit, Snapshot last) throws IOException {
        for (IndexCommit kept : DirectoryReader.listCommits(directory)) {
            byte[] id = SegmentInfos.readCommit(directory, kept.getSegmentsFileName()).getId();
            if (StringHelper.idToString(id).equals(commit)) {
                return last.at(DirectoryReader.open(kept));
            }
        }
        throw new PageTokenException(
                "the page token belongs to a state of the index that is no longer there: the index "
                        + "has changed since, and old pages expire; search again from the first page");
    }

    /** Keeps a commit open for its pages: from now on for their lifetime, or until the searcher is closed.
     *
     * @param snapshot that is being read */
    synchronized void pin(Snapshot snapshot) {
        if (current == null) {
            return;
        }
        Pinned known = pinned.get(snapshot.commit());
        if (known == null) {
            snapshot.index().reader().incRef();
        }
        pinned.put(snapshot.commit(), new Pinned(known == null ? snapshot : known.snapshot, System.nanoTime()));
    }

    private synchronized void releaseExpired() throws IOException {
        long now = System.nanoTime();
        for (Iterator<Pinned> all = pinned.values().iterator(); all.hasNext();) {
            Pinned one = all.next();
            if (now - one.since > pageLifetime) {
                all.remove();
                release(one.snapshot);
            }
        }
    }

    private static IllegalStateException closed(@Nullable Throwable cause) {
        return new IllegalStateException("the searcher is closed: open another one", cause);
    }

    @Override
    protected @Nullable Snapshot refreshIfNeeded(Snapshot before) throws IOException {
        DirectoryReader changed = DirectoryReader.openIfChanged(before.index().reader());
        return changed == null ? null : before.at(changed);
    }

    @Override
    protected boolean tryIncRef(Snapshot snapshot) {
        return snapshot.index().reader().tryIncRef();
    }

    @Override
    protected void decRef(Snapshot snapshot) throws IOException {
        snapshot.index().reader().decRef();
    }

    @Override
    protected int getRefCount(Snapshot snapshot) {
        return snapshot.index().reader().getRefCount();
    }

    @Override
    protected synchronized void afterClose() throws IOException {
        for (Pinned one : pinned.values()) {
            release(one.snapshot);
        }
        pinned.clear();
        directory.close();
    }
}
