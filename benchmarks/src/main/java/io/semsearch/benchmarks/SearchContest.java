package io.semsearch.benchmarks;

import io.semsearch.benchmarks.SearchContender.Search;
import io.semsearch.benchmarks.SearchContender.Searches;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs the contenders of {@code benchmarks/search/run.sh} that are written in Java.
 *
 * <pre>{@code
 * SearchContest build SET FOLDER THREADS CONTENDER [TIMES]
 * SearchContest search SET FOLDER SECONDS CONTENDER
 * }</pre>
 *
 * <p>TIMES is the number of builds in one JVM; the first one includes the start of its compiler.
 *
 * <p>A contender is one of {@link LuceneContender} in lower case, or {@code jvector}. Searches are measured as in
 * {@code contender.py}. */
public final class SearchContest {

    private static final int K = 10;
    private static final int MOST = 5000;
    private static final int THREADS = 2;
    private static final double[] RECALLS = {0.95, 0.99};

    private final SearchContender contender;
    private final FloatMatrix queries;
    private final int[][] truth;
    private final Searches searches;
    private final Search search;
    private final int[] found = new int[K];

    private SearchContest(SearchContender contender, Path set, Path folder) throws IOException {
        this.contender = contender;
        this.queries = NumpyFiles.readFloats(set.resolve("queries.npy"));
        this.truth = NumpyFiles.readInts(set.resolve("truth.npy"));
        this.searches = contender.open(folder);
        this.search = searches.ofThread();
    }

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        SearchContender contender = arguments[4].equals("jvector")
                ? new JVectorContender()
                : LuceneContender.valueOf(arguments[4].toUpperCase(Locale.ROOT));
        Path set = Path.of(arguments[1]);
        Path folder = Path.of(arguments[2]);
        if (arguments[0].equals("build")) {
            for (int left = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 1; left > 0; left--) {
                build(contender, set, folder, Integer.parseInt(arguments[3]));
            }
            return;
        }
        double seconds = Double.parseDouble(arguments[3]);
        SearchContest contest = new SearchContest(contender, set, folder);
        for (double least : contender.isExact() ? new double[]{1} : RECALLS) {
            contest.measure(least, seconds);
        }
        contest.searches.close();
    }

    private static void build(SearchContender contender, Path set, Path folder, int threads) throws IOException {
        FloatMatrix base = NumpyFiles.readFloats(set.resolve("base.npy"));
        contender.prepare(base, folder);
        long start = System.nanoTime();
        contender.build(base, folder, threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT,
                "{\"contender\": \"%s\", \"threads\": %d, \"seconds\": %.3f, \"bytes\": %d, \"peakKib\": %d}%n",
                contender.title(), threads, seconds, bytes(folder), ProcessMemory.peakKib());
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("model"))
                    .mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private double recall(int candidates) throws IOException {
        int hits = 0;
        for (int i = 0; i < queries.rows(); i++) {
            search.nearest(queries.row(i), candidates, found);
            int[] right = truth[i];
            hits += (int) Arrays.stream(found).filter(row -> Arrays.stream(right).anyMatch(it -> it == row)).count();
        }
        return (double) hits / (queries.rows() * K);
    }

    private int candidates(double least) throws IOException {
        int below = K - 1;
        int enough = K;
        while (recall(enough) < least && enough < MOST) {
            below = enough;
            enough *= 2;
        }
        while (enough - below > 1) {
            int middle = (below + enough) / 2;
            if (recall(middle) < least) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    private void measure(double least, double seconds) throws IOException {
        int candidates = contender.isExact() ? 0 : candidates(least);
        double recall = recall(candidates);
        timed(candidates, seconds);
        long processorStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        double[] micros = timed(candidates, seconds);
        double processor = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorStart) / 1e3
                / micros.length;
        double total = Arrays.stream(micros).sum() / 1e6;
        Arrays.sort(micros);
        double perSecond = together(candidates, seconds);
        System.out.printf(Locale.ROOT,
                "{\"contender\": \"%s\", \"least\": %.2f, \"candidates\": %d, \"recall\": %.4f, \"p50\": %.2f, "
                        + "\"p99\": %.2f, \"processor\": %.2f, \"perSecond\": %.1f, \"perSecond2\": %.1f, \"peakKib\": %d}%n",
                contender.title(), least, candidates, recall, micros[micros.length / 2],
                micros[micros.length * 99 / 100], processor,
                micros.length / total, perSecond, ProcessMemory.peakKib());
    }

    /** The times of all queries answered within the given time, in microseconds. */
    private double[] timed(int candidates, double seconds) throws IOException {
        List<Double> micros = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < seconds * 1e9; i++) {
            float[] query = queries.row(i % queries.rows());
            long start = System.nanoTime();
            search.nearest(query, candidates, found);
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Queries per second with two threads. */
    private double together(int candidates, double seconds) {
        long begin = System.nanoTime();
        List<CompletableFuture<Long>> threads = IntStream.range(0, THREADS).mapToObj(
                thread -> CompletableFuture.supplyAsync(() -> count(thread, candidates, begin, seconds),
                        command -> new Thread(command).start()))
                .toList();
        long answered = threads.stream().mapToLong(CompletableFuture::join).sum();
        return answered / ((System.nanoTime() - begin) / 1e9);
    }

    private long count(int thread, int candidates, long begin, double seconds) {
        try {
            Search own = searches.ofThread();
            int[] its = new int[K];
            long count = 0;
            for (; System.nanoTime() - begin < seconds * 1e9; count++) {
                own.nearest(queries.row((int) ((count * THREADS + thread) % queries.rows())), candidates, its);
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
