package io.semsearch.cli.output;

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

/** The time that each part of a command took ({@code --profile}): consecutive spans since the start of the process.
 *
 * <p>Costs nearly nothing until it is printed: the classes that know when the process started are loaded only then. */
public final class Profile {

    /** The unit of a process's start time in Linux: USER_HZ, 100 on all systems that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;
    /** The field's index after the program's name in {@code /proc/self/stat}; the 22nd field of all (proc(5)). */
    private static final int START_TIME_FIELD = 19;

    private final long mainStarted;
    private final List<Span> spans = new ArrayList<>();
    private long last;

    /** @param mainStarted the {@link System#nanoTime} at the start of the main method */
    public Profile(long mainStarted) {
        this.mainStarted = mainStarted;
        this.last = mainStarted;
    }

    private record Span(String name, double millis) {}

    /** Ends a span that started when the last one ended. */
    public void done(String name) {
        long now = System.nanoTime();
        spans.add(new Span(name, millis(now - last)));
        last = now;
    }

    /** Ends the spans of a search that started when the last span ended. */
    public void searched(SearchResult result) {
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

    /** Prints a line for each span, and their sum. */
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
            print(console, "launcher, loading Java", launcher);
        }
        print(console, "start of Java", java);
        spans.forEach(span -> print(console, span.name, span.millis));
        print(console, "total", total);
    }

    private static void print(Console console, String name, double millis) {
        console.note("%-28s %8.1f ms", name, millis);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** Time since the process started, to 10 ms. Includes the launcher, whose process becomes Java's; empty but on
     * Linux. */
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
