package io.semsearch.indexer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;

/** Merges segments in background threads, and records a failure. After a failed merge, searches are slower and no data
 * is lost (decision record 0051). */
final class BackgroundMerges extends ConcurrentMergeScheduler {

    /** Maximum size of a merged segment: about 20,000 images, whose graphs are built in 15 seconds. */
    private static final double LARGEST_MEGABYTES = 64;
    /** A large segment is rewritten when half of its images are deleted. */
    private static final double DELETED_PERCENT = 50;
    /** Maximum size of a segment that is copied into one compound file. */
    private static final double LARGEST_ONE_FILE_MEGABYTES = 8;
    /** Number of concurrent merges; small segments can be merged while a large merge runs. */
    private static final int AT_A_TIME = 2;
    /** Number of waiting merges above which changes wait as well. */
    private static final int WAITING = 16;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    BackgroundMerges() {
        setMaxMergesAndThreads(WAITING, AT_A_TIME);
    }

    /** The policy for merges while a collection changes: eight segments of about equal size are merged. */
    static MergePolicy policy() {
        TieredMergePolicy policy = new TieredMergePolicy();
        policy.setMaxMergedSegmentMB(LARGEST_MEGABYTES);
        policy.setDeletesPctAllowed(DELETED_PERCENT);
        policy.setNoCFSRatio(1);
        policy.setMaxCFSSegmentSizeMB(LARGEST_ONE_FILE_MEGABYTES);
        return policy;
    }

    /** The cause of a failed merge; empty if none failed. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    protected void handleMergeException(Throwable reason) {
        failure.set(reason);
    }
}
