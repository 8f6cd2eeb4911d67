package io.semsearch.search.index;

import java.time.Duration;
import java.util.Optional;

/** The time at which a search has to end. Of one search and its thread. */
public final class Deadline {

    private final long start;
    private final long nanos;
    private boolean missed;

    /**
     * @param start   of the search, by {@link System#nanoTime}
     * @param timeout from the start; empty for none */
    public Deadline(long start, Optional<Duration> timeout) {
        this.start = start;
        this.nanos = timeout.map(Deadline::nanos).orElse(Long.MAX_VALUE);
    }

    /** True after the timeout; the caller must stop working then. */
    public boolean isOver() {
        missed = missed || (nanos != Long.MAX_VALUE && System.nanoTime() - start > nanos);
        return missed;
    }

    /** True if {@link #isOver} was ever true: the search may be incomplete. */
    public boolean wasMissed() {
        return missed;
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // centuries
        }
    }
}
