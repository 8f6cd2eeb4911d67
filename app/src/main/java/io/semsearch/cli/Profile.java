package io.semsearch.cli;

import io.semsearch.search.SearchResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the time of one command went: spans that follow each other, from the start of the process on ({@code --profile}).
 *
 * <p>Cheap until it is printed: what asks the system for the start of the process is loaded last. */
final class Profile {

    /** The kernel counts a process's start in these: USER_HZ, the same on all systems that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;
    /** Of what follows the program's name in {@code /proc/self/stat} (proc(5)); the 22nd of all. */
    private static final int START_TIME_FIELD = 19;

    private final long mainStarted;
    private final List<Span> spans = new ArrayList<>();
    private long last;

    /** @param mainStarted when the program's first line ran, by {@link System#nanoTime} */
    Profile(long mainStarted) {
        this.mainStarted = mainStarted;
        this.last = mainStarted;
    }

    private record Span(String name, double millis) {}

    /** What was done since the last span ended. */
    void done(String name) {
        long now = System.nanoTime();
        spans.add(new Span(name, millis(now - last)));
        last = now;
    }

    /** A search was all that was done since the last span ended. */
    void searched(SearchResult result) {
        SearchResult.Times times = result.times();
        add("embedding the query", times.composing());
        add("comparing", times.comparing());
        add("reading what is stored", times.reading());
        done("rest of the search");
    }

    private void add(String name, Duration duration) {
        spans.add(new Span(name, millis(duration.toNanos())));
        last += duration.toNanos();
    }

    /** Prints a line for each span, and what they are together. */
    void print(Console console) {
        long now = System.nanoTime();
        Instant mainBegan = Instant.now().minusNanos(now - mainStarted);
        Instant javaBegan = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        double java = Duration.between(javaBegan, mainBegan).toNanos() / 1e6;
        double total = java + millis(now - mainStarted);
        Optional<Duration> age = age();
        if (age.isPresent()) {
            double launcher = Math.max(0, age.get().toNanos() / 1e6 - total);
            total += launcher;
            tell(console, "launcher, loading Java", launcher);
        }
        tell(console, "start of Java", java);
        spans.forEach(span -> tell(console, span.name, span.millis));
        tell(console, "total", total);
    }

    private static void tell(Console console, String name, double millis) {
        console.note("%-28s %8.1f ms", name, millis);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** Since the process began, the launcher's time included, for it becomes Java, to 10 ms; empty where nobody tells. */
    private static Optional<Duration> age() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[START_TIME_FIELD]);
            double uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
            double seconds = uptime - (double) ticks / TICKS_PER_SECOND;
            return seconds < 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1))));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty(); // not Linux
        }
    }
}
