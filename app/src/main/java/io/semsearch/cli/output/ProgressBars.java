package io.semsearch.cli.output;

import io.semsearch.progress.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar with the rate and the time left, for work that takes longer than 0.7 s. */
final class ProgressBars implements Progress {

    private static final long PATIENCE_NANOS = Duration.ofMillis(700).toNanos();

    @Override
    public Task start(String name, long total, String unit) {
        return new BarTask(name, total, unit, System.nanoTime());
    }

    private static final class BarTask implements Task {

        private final String name;
        private final long total;
        private final String unit;
        private final long startNanos;
        private final AtomicReference<@Nullable ProgressBar> bar = new AtomicReference<>();

        BarTask(String name, long total, String unit, long startNanos) {
            this.name = name;
            this.total = total;
            this.unit = unit;
            this.startNanos = startNanos;
        }

        @Override
        public synchronized void advanceTo(long done) {
            ProgressBar shown = bar.get();
            if (shown == null) {
                if (System.nanoTime() - startNanos < PATIENCE_NANOS) {
                    return;
                }
                shown = open();
                bar.set(shown);
            }
            if (done > shown.getCurrent()) {
                shown.stepTo(done);
            }
        }

        @Override
        public synchronized void close() {
            ProgressBar shown = bar.getAndSet(null);
            if (shown != null) {
                shown.close();
            }
        }

        private ProgressBar open() {
            ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(VisibleText.of(name)).setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII).startsFrom(0, Duration.ofNanos(System.nanoTime() - startNanos))
                    .continuousUpdate().showSpeed();
            return (unit.equals("bytes") ? builder.setUnit(" MiB", 1 << 20) : builder.setUnit(" " + unit, 1)).build();
        }
    }
}
