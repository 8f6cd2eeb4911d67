package io.semsearch.search;

import java.time.Duration;
import java.util.Optional;

/** When a search has to end. Of one search and its thread. */
final class Deadline {

    private final long start;
    private final long nanos;
    private boolean missed;

    /** @param timeout from now on; empty for no end */
    Deadline(long start, Optional<Duration> timeout) {
        this.start = start;
        this.nanos = timeout.map(Deadline::nanos).orElse(Long.MAX_VALUE);
    }

    /** True if the time is over; who asks stops working. */
    boolean isOver() {
        missed = missed || (nanos != Long.MAX_VALUE && System.nanoTime() - start > nanos);
        return missed;
    }

    /** True if somebody has asked in vain for more time. */
    boolean wasMissed() {
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
