package io.semsearch.search.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Refreshes a searcher at intervals, on a daemon thread. */
final class Refresher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Refresher.class.getName());

    private final Snapshots snapshots;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("semsearch-refresh").factory());
    private String lastFailure = "";

    Refresher(Snapshots snapshots, Duration interval) {
        this.snapshots = snapshots;
        long nanos = interval.toNanos();
        // an exception would end the schedule, but refresh() catches all
        var unused = thread.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void refresh() {
        try {
            snapshots.refresh();
            lastFailure = "";
        } catch (IOException | RuntimeException e) {
            // logged once, not at every interval
            String failure = String.valueOf(e);
            if (!failure.equals(lastFailure) && !thread.isShutdown()) {
                LOG.log(System.Logger.Level.WARNING,
                        "the index could not be refreshed; searches continue in the last state",
                        e);
            }
            lastFailure = failure;
        }
    }

    /** Waits for a running refresh. */
    @Override
    public void close() {
        thread.close();
    }
}
