package io.semsearch.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Prints log lines from a thread of its own, many at a time: nobody waits for a terminal. Lines that come faster than
 * they can be printed are left out, and counted. */
public final class LogLines {

    private static final int WAITING = 10_000;
    private static final int AT_ONCE = 500;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Console console;

    /** @param console that prints them on stderr */
    public LogLines(Console console) {
        this.console = console;
        Thread.ofPlatform().daemon().name("semsearch-log").start(this::print);
    }

    /** Prints a line soon. */
    public void add(String line) {
        if (!lines.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    private void print() {
        try {
            while (true) {
                List<String> now = new ArrayList<>(List.of(lines.take()));
                lines.drainTo(now, AT_ONCE);
                long missing = leftOut.getAndSet(0);
                if (missing > 0) {
                    now.add(missing + " more");
                }
                console.notes(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
