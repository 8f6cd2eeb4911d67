package io.semsearch.benchmarks;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.search.local.IndexVerifier;
import io.semsearch.search.local.SearcherOptions;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Checks a collection under load: eight threads search (or THREADS), one adds, replaces and deletes images. There must
 * be no error, no lost or duplicate image, and no growing memory.
 *
 * <pre>{@code
 * java -Xmx512m -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.Soak COLLECTION MINUTES [THREADS]
 * }</pre>
 *
 * <p>It changes the collection, so use a copy. Added images have ids from {@value #FIRST_ADDED} on, and random
 * features. The original images stay, and every result is checked: an image that is looked up and not found is lost,
 * one that occurs twice in a result is a duplicate. An acknowledged change must be visible after the next refresh.
 * Prints a line every half minute, and ends with {@code verify}. */
public final class Soak {

    private static final long FIRST_ADDED = 1_000_000_000L;
    private static final int MOST_ADDED = 2000;
    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final List<String> TEXTS = List.of("two dogs playing in the snow", "a man riding a bike",
            "children at the beach", "people in a city street at night", "a woman in a red dress", "a brown dog",
            "climbing a rock", "water");

    private final Path collection;
    private final int threads;
    private final long end;
    private final ImageSearcher searcher;
    private final List<Long> permanent;
    private final Map<String, ConcurrentLinkedQueue<Long>> micros = new ConcurrentHashMap<>();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();

    private Soak(Path collection, int threads, Duration duration, ImageSearcher searcher) throws IOException {
        this.collection = collection;
        this.threads = threads;
        this.end = System.nanoTime() + duration.toNanos();
        this.searcher = searcher;
        this.permanent = searcher.sample(Integer.MAX_VALUE, 1).stream().map(image -> image.id()).toList();
    }

    /** Arguments: the folder of an indexed collection, minutes, and the number of searching threads. */
    public static void main(String[] arguments) throws Exception {
        Path collection = Path.of(arguments[0]);
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
        try (ImageSearcher searcher = ImageSearcher.open(collection,
                SearcherOptions.DEFAULT.withRefreshInterval(REFRESH).withPageLifetime(Duration.ofSeconds(20)))) {
            Duration duration = Duration.ofSeconds((long) (60 * Double.parseDouble(arguments[1])));
            new Soak(collection, threads, duration, searcher).run();
        }
        System.out.println(IndexVerifier.verify(collection, 1, Progress.NONE).problems().isEmpty()
                ? "verify: nothing wrong"
                : "verify: PROBLEMS: " + IndexVerifier.verify(collection, 1, Progress.NONE).problems());
    }

    private void run() throws Exception {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            SplittableRandom random = new SplittableRandom(i);
            running.add(Thread.ofPlatform().name("asks-" + i).start(() -> untilEnd(() -> ask(random))));
        }
        running.add(Thread.ofPlatform().name("writes").start(this::write));
        System.out.println("| minute | queries | changes | images | segments | heap after GC | resident | errors, lost, doubled |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
        long start = System.nanoTime();
        for (long next = start; next < end; next += Duration.ofSeconds(30).toNanos()) {
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            tell((System.nanoTime() - start) / 60e9);
        }
        for (Thread thread : running) {
            thread.join();
        }
        tell((System.nanoTime() - start) / 60e9);
        errors.stream().limit(3).forEach(Throwable::printStackTrace);
        System.out.println();
        System.out.println("| | number | median | 99 % within |");
        System.out.println("|---|---:|---:|---:|");
        new TreeMap<>(micros).forEach((kind, all) -> {
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(Locale.ROOT, "| %s | %,d | %.1f ms | %.1f ms |%n", kind, sorted.length,
                    sorted[sorted.length / 2] / 1e3, sorted[(int) (sorted.length * 0.99)] / 1e3);
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void untilEnd(Work work) {
        while (System.nanoTime() < end) {
            try {
                work.run();
            } catch (IOException | RuntimeException | Error e) {
                errors.add(e);
            }
        }
    }

    private void timed(String kind, Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        micros.computeIfAbsent(kind, unseen -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - start) / 1000);
        queries.incrementAndGet();
    }

    /** Runs one of eight kinds of query. */
    private void ask(SplittableRandom random) throws IOException {
        Query text = Query.text(TEXTS.get(random.nextInt(TEXTS.size())));
        long image = permanent.get(random.nextInt(permanent.size()));
        SearchOptions top = SearchOptions.top(10);
        switch (random.nextInt(8)) {
            case 0 -> timed("text, exact", () -> check(searcher.search(text, top.withMode(SearchMode.EXACT))));
            case 1 -> timed("text, hnsw", () -> check(searcher.search(text, top.withMode(SearchMode.HNSW).withEfSearch(100))));
            case 2 -> timed("image among features", () -> check(searcher.search(Query.image(image),
                    top.withSpace(Space.FEATURES).withMode(SearchMode.HNSW).withEfSearch(100))));
            case 3 -> timed("filter", () -> check(searcher.search(text, top.withWhere("dog AND NOT beach"))));
            case 4 -> timed("sum", () -> check(searcher.search(text.plus(Query.image(image), 0.5), top)));
            case 5 -> timed("feedback", () -> check(
                    searcher.search(text.judged(List.of(image), List.of(), Rocchio.DEFAULT), top.withMinConfidence(0.1))));
            case 6 -> timed("three pages", () -> pages(text, top));
            default -> timed("look up", () -> lost.addAndGet(searcher.find(image).isEmpty() ? 1 : 0));
        }
    }

    private void pages(Query text, SearchOptions top) throws IOException {
        Set<Long> seen = new HashSet<>();
        String token = SearchOptions.FIRST_PAGE;
        for (int page = 0; page < 3; page++) {
            SearchResult result = searcher.search(text, top.withPageToken(token));
            for (Hit hit : result.hits()) {
                doubled.addAndGet(seen.add(hit.image().id()) ? 0 : 1);
            }
            token = result.nextPage().orElseThrow();
        }
    }

    private void check(SearchResult result) {
        Set<Long> seen = new HashSet<>();
        result.hits().forEach(hit -> doubled.addAndGet(seen.add(hit.image().id()) ? 0 : 1));
        lost.addAndGet(result.hits().size() == 10 ? 0 : 1);
    }

    private void write() {
        SplittableRandom random = new SplittableRandom(99);
        List<Long> added = new ArrayList<>();
        long[] next = {FIRST_ADDED};
        try {
            ModelArtifact model = ModelReader.read(collection.resolve(ModelArtifact.FOLDER));
            try (ImageCollection images = ImageCollection.open(collection, model, List.of())) {
                untilEnd(() -> change(images, model, added, next, random));
                if (!added.isEmpty()) {
                    images.remove(added);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            errors.add(e);
        }
    }

    /** Adds, replaces or deletes one to twenty images, and checks that the change is visible. */
    private void change(ImageCollection images, ModelArtifact model, List<Long> added, long[] next,
            SplittableRandom random) throws IOException {
        int count = random.nextInt(1, 21);
        long start = System.nanoTime();
        if (added.size() > MOST_ADDED || (random.nextInt(3) == 0 && added.size() > count)) {
            List<Long> gone = new ArrayList<>(added.subList(0, count));
            added.removeAll(gone);
            images.remove(gone);
            timed("delete", start);
            searcher.refresh();
            for (long id : gone) {
                lost.addAndGet(searcher.find(id).isPresent() ? 1 : 0);
            }
            return;
        }
        boolean replaces = added.size() >= count && random.nextBoolean();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(replaces ? added.get(i) : next[0]++);
        }
        images.put(new CaptionDataset(ids.stream().map(ImageRecord::ofId).toList(), List.of()),
                features(ids, model.projection().featureDimension(), random), Progress.NONE);
        timed(replaces ? "replace" : "add", start);
        if (!replaces) {
            added.addAll(ids);
        }
        searcher.refresh();
        for (long id : ids) {
            try {
                searcher.search(Query.image(id), SearchOptions.top(1));
            } catch (UnknownImageException e) {
                lost.incrementAndGet();
            }
        }
    }

    private void timed(String kind, long start) {
        micros.computeIfAbsent(kind + ", committed", unseen -> new ConcurrentLinkedQueue<>())
                .add((System.nanoTime() - start) / 1000);
        changes.incrementAndGet();
    }

    private static ImageFeatures features(List<Long> ids, int dimension, SplittableRandom random) {
        FloatMatrix features = FloatMatrix.zeros(ids.size(), dimension);
        for (int i = 0; i < features.values().length; i++) {
            features.values()[i] = (float) Math.abs(random.nextGaussian());
        }
        return ImageFeatures.of(ids.stream().mapToLong(Long::longValue).toArray(), features);
    }

    private void tell(double minute) throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(Locale.ROOT, "| %.1f | %,d | %,d | %,d | %d | %d MiB | %s | %d, %d, %d |%n", minute, queries.get(),
                changes.get(), searcher.size(), searcher.info().segments(), heap >> 20, resident(), errors.size(),
                lost.get(), doubled.get());
    }

    /** Anonymous memory of the process. Mapped files do not count, because the system can drop them. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? "?"
                : Arrays.stream(Files.readString(status).split("\n")).filter(line -> line.startsWith("RssAnon:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB").findFirst().orElse("?");
    }
}
