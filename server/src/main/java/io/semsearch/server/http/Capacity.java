package io.semsearch.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns for work: a few requests at a time, some wait for a while, the others are refused. A turn of the processor is
 * for computing alone: a client that sends slowly must not have one. Photos have turns of their own to arrive. */
public final class Capacity {

    private static final int SECONDS_TO_COME_AGAIN = 2;

    private final Semaphore turns;
    private final int mostWaiting;
    private final Duration patience;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param running     at the same time
     * @param mostWaiting that may wait for a turn; more are refused
     * @param patience    the longest wait; then the request is refused */
    public Capacity(int running, int mostWaiting, Duration patience) {
        this.turns = new Semaphore(running, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /** Work that needs a turn. */
    @FunctionalInterface
    public interface Work<T> {

        T run() throws IOException;
    }

    /** Works when it is its turn.
     *
     * @throws ProblemException if too many wait, or it takes too long
     * @throws IOException      as the work does */
    public <T> T run(Work<T> work) throws IOException {
        enter();
        try {
            return work.run();
        } finally {
            turns.release();
        }
    }

    private void enter() {
        if (turns.tryAcquire()) {
            return;
        }
        boolean isIn = false;
        if (waiting.incrementAndGet() <= mostWaiting) {
            try {
                isIn = turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        waiting.decrementAndGet();
        if (!isIn) {
            throw busy("the server is busy");
        }
    }

    /** Number of requests that wait for a turn. */
    public int waiting() {
        return waiting.get();
    }

    /** What cannot be done now. */
    public static ProblemException busy(String what) {
        return new ProblemException(Problem.of(503, "Service Unavailable", what)
                .with(Errors.RETRY_AFTER, SECONDS_TO_COME_AGAIN)
                .remedy("try again in " + SECONDS_TO_COME_AGAIN + " seconds"));
    }
}
