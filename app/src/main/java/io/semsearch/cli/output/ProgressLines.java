package io.semsearch.cli.output;

import io.semsearch.operations.Formats;
import io.semsearch.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Progress without a terminal: for work that takes longer than 2 s, a line every 10 s and one at the end. */
final class ProgressLines implements Progress {

    private static final long FIRST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final LongSupplier clock;

    ProgressLines(PrintWriter err) {
        this(err, System::nanoTime);
    }

    /** @param clock the time in nanoseconds */
    ProgressLines(PrintWriter err, LongSupplier clock) {
        this.err = err;
        this.clock = clock;
    }

    @Override
    public Task start(String name, long total, String unit) {
        return new LineTask(name, total, unit, clock.getAsLong());
    }

    private final class LineTask implements Task {

        private final String name;
        private final long total;
        private final String unit;
        private final long startNanos;
        private final AtomicLong nextNanos;
        private final AtomicLong latest = new AtomicLong();
        private volatile long printed = -1;

        LineTask(String name, long total, String unit, long startNanos) {
            this.name = name;
            this.total = total;
            this.unit = unit;
            this.startNanos = startNanos;
            this.nextNanos = new AtomicLong(FIRST_NANOS);
        }

        @Override
        public void advanceTo(long done) {
            latest.accumulateAndGet(done, Math::max);
            long elapsed = clock.getAsLong() - startNanos;
            long next = nextNanos.get();
            if (elapsed >= next && nextNanos.compareAndSet(next, elapsed + BETWEEN_NANOS)) {
                print(elapsed);
            }
        }

        @Override
        public void close() {
            long elapsed = clock.getAsLong() - startNanos;
            if (elapsed >= FIRST_NANOS && printed < latest.get()) {
                print(elapsed);
            }
        }

        private void print(long elapsedNanos) {
            long done = latest.get();
            printed = done;
            double perSecond = done / (elapsedNanos / 1e9);
            StringBuilder line = new StringBuilder(name).append(": ");
            if (total > 0) {
                line.append(Formats.text("%d %% of %s", 100 * done / total, Formats.amount(total, unit)));
            } else {
                line.append(Formats.amount(done, unit));
            }
            line.append(", ").append(Formats.amount(Math.round(perSecond), unit)).append("/s");
            if (total > done && perSecond > 0) {
                Duration left = Duration.ofMillis(Math.round(1000 * (total - done) / perSecond));
                line.append(", ").append(Formats.duration(left)).append(" left");
            }
            err.println(line);
            err.flush();
        }
    }
}
