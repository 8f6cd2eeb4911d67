package io.semsearch.search;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks for changes of an index from time to time, on a thread of its own that does not keep the JVM alive. */
final class Refresher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Refresher.class.getName());

    private final Snapshots snapshots;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("semsearch-refresh").factory());
    private String lastFailure = "";

    Refresher(Snapshots snapshots, Duration interval) {
        this.snapshots = snapshots;
        long nanos = interval.toNanos();
        // a failure would end the schedule, but all are caught
        var unused = thread.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void refresh() {
        try {
            snapshots.refresh();
            lastFailure = "";
        } catch (IOException | RuntimeException e) {
            // told once, not at every look
            String failure = String.valueOf(e);
            if (!failure.equals(lastFailure) && !thread.isShutdown()) {
                LOG.log(System.Logger.Level.WARNING, "the index could not be refreshed, searches go on in the last one",
                        e);
            }
            lastFailure = failure;
        }
    }

    /** Waits for a look under way. */
    @Override
    public void close() {
        thread.close();
    }
}
