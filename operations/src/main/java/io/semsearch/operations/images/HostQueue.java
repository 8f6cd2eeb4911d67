package io.semsearch.operations.images;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The photos that a host is still to be asked for, and when it may be asked. Thread-safe. */
final class HostQueue {

    /** A photo, and how often it was tried. */
    record Attempt(FetchPlan.Photo photo, int tries) {

        Attempt again() {
            return new Attempt(photo, tries + 1);
        }
    }

    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private long readyAt = System.nanoTime();
    private int failuresInRow;

    HostQueue(Collection<FetchPlan.Photo> photos) {
        photos.forEach(photo -> waiting.add(new Attempt(photo, 0)));
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized Optional<Attempt> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** How long the host must be left alone; not positive if it need not. */
    synchronized Duration pause() {
        return Duration.ofNanos(readyAt - System.nanoTime());
    }

    /** Notes that the host answered. */
    synchronized void answered() {
        failuresInRow = 0;
    }

    /** Notes that the host did not answer, or that it is busy.
     *
     * @return how often it did so without an answer in between */
    synchronized int failed() {
        failuresInRow++;
        return failuresInRow;
    }

    /** Tries a photo later, and nothing before. */
    synchronized void retry(Attempt attempt, Duration pause) {
        waiting.addFirst(attempt);
        readyAt = Math.max(readyAt, System.nanoTime() + pause.toNanos());
    }

    /** Takes all that is left. */
    synchronized List<Attempt> giveUp() {
        List<Attempt> left = new ArrayList<>(waiting);
        waiting.clear();
        return left;
    }
}
