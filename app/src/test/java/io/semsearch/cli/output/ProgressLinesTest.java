package io.semsearch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final StringWriter printed = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(5);
    private final Progress progress = new ProgressLines(new PrintWriter(printed), nanos::get);

    @Test
    void shortWorkIsSilent() {
        try (Progress.Task task = progress.start("Reading", 100, "lines")) {
            pass(1.9);
            task.advanceTo(100);
        }
        assertThat(lines()).isEmpty();
    }

    @Test
    void longWorkIsToldNowAndThenAndAtItsEnd() {
        try (Progress.Task task = progress.start("Reading", 2000, "lines")) {
            pass(2);
            task.advanceTo(100);
            pass(9);
            task.advanceTo(550);
            pass(2);
            task.advanceTo(1300);
            pass(1);
            task.advanceTo(2000);
        }
        assertThat(lines()).containsExactly("Reading: 5 % of 2,000 lines, 50 lines/s, 38.0 s left",
                "Reading: 65 % of 2,000 lines, 100 lines/s, 7.0 s left", "Reading: 100 % of 2,000 lines, 143 lines/s");
    }

    @Test
    void workOfUnknownLengthHasNoShare() {
        try (Progress.Task task = progress.start("Downloading 100 %s.txt", -1, "bytes")) {
            pass(4);
            task.advanceTo(8 << 20);
        }
        assertThat(lines()).containsExactly("Downloading 100 %s.txt: 8.0 MiB, 2.0 MiB/s");
    }

    private void pass(double seconds) {
        nanos.addAndGet(Duration.ofMillis(Math.round(1000 * seconds)).toNanos());
    }

    private Stream<String> lines() {
        return printed.toString().lines();
    }
}
