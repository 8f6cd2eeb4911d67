package io.semsearch.operations.images;

import io.semsearch.datasets.download.FetchException;
import io.semsearch.datasets.download.GuardedFetcher;
import io.semsearch.files.AtomicFile;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.images.FetchImages.Missed;
import io.semsearch.operations.images.HostQueue.Attempt;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.photo.UnreadableImageException;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The fetching itself: a few workers for each host, and a pause for all of them if the host is busy. */
final class Fetching {

    /** Photos that are in memory at once, of all hosts. */
    static final int MOST_AT_ONCE = 32;

    private static final int MOST_TRIES = 5;
    private static final long LOOK_MILLIS = 100;
    /** Photos are decoded to see whether they are whole; no pixels are kept. */
    private static final ImageDecoder DECODER = new ImageDecoder(ImageDecoder.Limits.DEFAULTS.withShortSide(64));

    private final GuardedFetcher fetcher;
    private final FetchImages.Pace pace;
    private final Progress.Task task;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger fetched = new AtomicInteger();
    private final List<Missed> gone = Collections.synchronizedList(new ArrayList<>());
    private final List<Missed> failed = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;

    Fetching(GuardedFetcher fetcher, FetchImages.Pace pace, Progress.Task task) {
        this.fetcher = fetcher;
        this.pace = pace;
        this.task = task;
    }

    int fetched() {
        return fetched.get();
    }

    List<Missed> gone() {
        return List.copyOf(gone);
    }

    List<Missed> failed() {
        return List.copyOf(failed);
    }

    /** Fetches all photos.
     *
     * @throws OperationCancelledException if the task says so
     * @throws IOException                 if a file cannot be written */
    void run(Map<String, List<FetchPlan.Photo>> byHost, int perHost) throws IOException {
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Collection<FetchPlan.Photo> photos : byHost.values()) {
                HostQueue host = new HostQueue(photos);
                int count = Math.min(perHost, host.size());
                for (int worker = 0; worker < count; worker++) {
                    workers.add(threads.submit(() -> {
                        work(host);
                        return null;
                    }));
                }
            }
        }
        for (Future<?> worker : workers) {
            await(worker);
        }
    }

    private static void await(Future<?> worker) throws IOException {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted; the photos so far are kept");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void work(HostQueue host) throws IOException {
        try {
            for (Optional<Attempt> next = host.next(); next.isPresent() && !stopped; next = host.next()) {
                awaitTurn(host);
                if (!stopped) {
                    fetch(host, next.get());
                }
            }
        } catch (IOException | RuntimeException e) {
            stopped = true;
            throw e;
        }
    }

    private void awaitTurn(HostQueue host) throws IOException {
        try {
            for (Duration pause = host.pause(); pause.isPositive() && !stopped; pause = host.pause()) {
                task.advanceTo(done.get());
                Thread.sleep(Math.min(LOOK_MILLIS, pause.toMillis() + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted; the photos so far are kept");
        }
    }

    private void fetch(HostQueue host, Attempt attempt) throws IOException {
        places.acquireUninterruptibly();
        try {
            byte[] content = fetcher.fetch(attempt.photo().uri());
            host.answered();
            DECODER.decode(content, attempt.photo().uri().toString());
            write(attempt.photo(), content);
            fetched.incrementAndGet();
            finished();
        } catch (FetchException e) {
            refused(host, attempt, e);
        } catch (UnreadableImageException e) {
            miss(failed, attempt, String.valueOf(e.getMessage()));
        } finally {
            places.release();
        }
    }

    private static void write(FetchPlan.Photo photo, byte[] content) throws IOException {
        Files.createDirectories(photo.file().getParent());
        AtomicFile.write(photo.file(), file -> Files.write(file, content));
    }

    private void refused(HostQueue host, Attempt attempt, FetchException error) {
        switch (error.reason()) {
            case GONE -> {
                host.answered();
                miss(gone, attempt, String.valueOf(error.getMessage()));
            }
            case BUSY, UNREACHABLE -> later(host, attempt.again(), error);
            case REFUSED, LIMIT, STATUS -> miss(failed, attempt, String.valueOf(error.getMessage()));
        }
    }

    private void later(HostQueue host, Attempt attempt, FetchException error) {
        Duration pause = error.retryAfter().orElse(pace.after(attempt.tries()));
        boolean hostIsLost = host.failed() >= MOST_TRIES && attempt.tries() >= MOST_TRIES;
        if (attempt.tries() < MOST_TRIES && pause.compareTo(pace.longest()) <= 0) {
            host.retry(attempt, pause);
            return;
        }
        miss(failed, attempt, String.valueOf(error.getMessage()));
        if (hostIsLost || pause.compareTo(pace.longest()) > 0) {
            String asked = error.retryAfter().map(wait -> ", asks to wait " + wait.toSeconds() + " s").orElse("");
            host.giveUp().forEach(left -> miss(failed, left, left.photo().uri() + ": not tried, since its host does not"
                    + " answer or is busy" + asked + ": run the same command again later"));
        }
    }

    private void miss(List<Missed> where, Attempt attempt, String reason) {
        where.add(new Missed(attempt.photo().id(), reason));
        finished();
    }

    private void finished() {
        task.advanceTo(done.incrementAndGet());
    }
}
