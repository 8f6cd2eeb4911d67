package io.semsearch.indexer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;

/** Merges in threads beside those that change the index; remembers if one has failed, which takes speed and nothing
 * else (decision record 0051). */
final class BackgroundMerges extends ConcurrentMergeScheduler {

    /** Some 20,000 images: linked in a quarter of a minute. */
    private static final double LARGEST_MEGABYTES = 64;
    /** A large segment is written anew when half of it is gone: then the index has changed as much as that costs. */
    private static final double DELETED_PERCENT = 50;
    /** Larger segments are not written once more to make one file of twenty. */
    private static final double LARGEST_ONE_FILE_MEGABYTES = 8;
    /** So that small segments are merged while a large merge runs. */
    private static final int AT_A_TIME = 2;
    /** Beyond so many merges that wait, changes wait for them. */
    private static final int WAITING = 16;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    BackgroundMerges() {
        setMaxMergesAndThreads(WAITING, AT_A_TIME);
    }

    /** Which segments are merged while changes come: eight that are about equally small. */
    static MergePolicy policy() {
        TieredMergePolicy policy = new TieredMergePolicy();
        policy.setMaxMergedSegmentMB(LARGEST_MEGABYTES);
        policy.setDeletesPctAllowed(DELETED_PERCENT);
        policy.setNoCFSRatio(1);
        policy.setMaxCFSSegmentSizeMB(LARGEST_ONE_FILE_MEGABYTES);
        return policy;
    }

    /** Why a merge has failed, if one has. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    protected void handleMergeException(Throwable reason) {
        failure.set(reason);
    }
}
