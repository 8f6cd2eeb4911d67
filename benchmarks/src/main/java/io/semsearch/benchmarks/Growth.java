package io.semsearch.benchmarks;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.vector.FloatMatrix;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Measures time and memory of indexing, searching and changing as a collection grows; {@code
 * benchmarks/search/growth.sh} runs it.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.Growth index COLLECTION IMAGES THREADS >> FIGURES
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.Growth use COLLECTION >> FIGURES
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.Growth tell FIGURES PLOT.png
 * }</pre>
 *
 * <p>Indexing and using run in separate processes, to measure the memory of each. FIGURES has one JSON object per
 * line. */
public final class Growth {

    private static final int QUERIES = 400;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final int CHANGES = 15;
    private static final int MANY = 1000;
    private static final List<Long> FORETOLD = List.of(10_000_000L, 100_000_000L);

    private Growth() {}

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "index" -> index(Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "use" -> use(Path.of(arguments[1]));
            case "tell" -> tell(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> throw new IllegalArgumentException("expected index, use or tell, got " + arguments[0]);
        }
    }

    private static void index(Path folder, int images, int threads) throws IOException {
        MadeUpCollection made = new MadeUpCollection(images);
        ModelArtifact model = made.writeModel(folder);
        ObjectNode figures = figures(images);
        long start = System.nanoTime();
        made.index(folder, model, threads);
        figures.put("index, s", (System.nanoTime() - start) / 1e9);
        figures.put("index, peak MiB", ProcessMemory.peakKib() / 1024.0);
        MadeUpCollection.measure(folder, model);
        System.out.println(figures);
    }

    private static void use(Path folder) throws IOException {
        ModelArtifact model = ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
        List<Query> queries = model.readCaptionBank().orElseThrow().captions().stream().limit(QUERIES)
                .map(Caption::text).map(Query::text).map(Query.class::cast).toList();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            ObjectNode figures = figures(searcher.size()).put("on disk, MiB", searcher.info().bytes() / 1048576.0);
            for (SearchMode mode : List.of(SearchMode.HNSW, SearchMode.EXACT)) {
                double[] millis = search(searcher, queries, SearchOptions.top(10).withMode(mode));
                String name = mode == SearchMode.HNSW ? "search, graph" : "search, exact";
                figures.put(name + ", p50 ms", quantile(millis, 0.5)).put(name + ", p99 ms", quantile(millis, 0.99));
            }
            figures.put("search, peak MiB", ProcessMemory.peakKib() / 1024.0);
            change(folder, model, searcher, figures);
            System.out.println(figures);
        }
    }

    private static double[] search(ImageSearcher searcher, List<Query> queries, SearchOptions options)
            throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < WARM_UP_NANOS; i = (i + 1) % queries.size()) {
            searcher.search(queries.get(i), options);
        }
        double[] millis = new double[queries.size()];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            searcher.search(queries.get(i), options);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return millis;
    }

    /** Times each change from the call until a search sees it. */
    private static void change(Path folder, ModelArtifact model, ImageSearcher searcher, ObjectNode figures)
            throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        long next = searcher.size() + 1L;
        double[] added = new double[CHANGES];
        double[] deleted = new double[CHANGES];
        try (ImageCollection collection = ImageCollection.open(folder, model, List.of())) {
            for (int i = 0; i < CHANGES; i++) {
                added[i] = add(collection, searcher, next++, 1, random);
                long start = System.nanoTime();
                collection.remove(List.of(1L + i));
                searcher.refresh();
                deleted[i] = (System.nanoTime() - start) / 1e6;
            }
            figures.put("add 1, p50 ms", quantile(added, 0.5)).put("delete 1, p50 ms", quantile(deleted, 0.5));
            figures.put("add 1,000, ms", add(collection, searcher, next, MANY, random));
        }
    }

    private static double add(ImageCollection collection, ImageSearcher searcher, long first, int count,
            SplittableRandom random) throws IOException {
        long[] ids = LongStream.range(first, first + count).toArray();
        FloatMatrix features = FloatMatrix.zeros(count, MadeUpCollection.FEATURES);
        for (int i = 0; i < features.values().length; i++) {
            features.values()[i] = (float) random.nextGaussian();
        }
        List<ImageRecord> images = Arrays.stream(ids).mapToObj(ImageRecord::ofId).toList();
        long start = System.nanoTime();
        collection.put(new CaptionDataset(images, List.of()), ImageFeatures.of(ids, features), Progress.NONE);
        searcher.refresh();
        return (System.nanoTime() - start) / 1e6;
    }

    private static ObjectNode figures(int images) {
        return JsonMapper.shared().createObjectNode().put("images", images);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static void tell(Path file, Path plot) throws IOException {
        Map<String, NavigableMap<Long, Double>> figures = read(file);
        List<Long> sizes = figures.values().stream().flatMap(all -> all.keySet().stream()).distinct().sorted().toList();
        StringBuilder head = new StringBuilder("| |");
        StringBuilder line = new StringBuilder("|---|");
        sizes.forEach(size -> head.append(String.format(Locale.ROOT, " %,d |", size)));
        FORETOLD.forEach(size -> head.append(String.format(Locale.ROOT, " *%,d* |", size)));
        line.append("---:|".repeat(sizes.size() + FORETOLD.size()));
        System.out.println(head + System.lineSeparator() + line);
        figures.forEach((name, all) -> {
            StringBuilder row = new StringBuilder("| " + name + " |");
            sizes.forEach(size -> row.append(' ').append(number(all.getOrDefault(size, Double.NaN))).append(" |"));
            FORETOLD.forEach(size -> row.append(name.contains("p99") ? " |" : " *" + number(foretell(all, size)) + "* |"));
            System.out.println(row);
        });
        draw(figures, plot);
    }

    private static Map<String, NavigableMap<Long, Double>> read(Path file) throws IOException {
        Map<String, NavigableMap<Long, Double>> figures = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode json = JsonMapper.shared().readTree(line);
            json.properties().stream().filter(entry -> !entry.getKey().equals("images"))
                    .forEach(entry -> figures.computeIfAbsent(entry.getKey(), unseen -> new TreeMap<>())
                            .put(json.path("images").longValue(), entry.getValue().doubleValue()));
        }
        return figures;
    }

    /** Extrapolates the line through the last two sizes, on logarithmic axes if the growth is slower than the square
     * root. */
    private static double foretell(NavigableMap<Long, Double> all, long size) {
        if (all.size() < 2) {
            return Double.NaN;
        }
        Map.Entry<Long, Double> last = all.lastEntry();
        Map.Entry<Long, Double> before = all.lowerEntry(last.getKey());
        double power = Math.log(last.getValue() / before.getValue())
                / Math.log((double) last.getKey() / before.getKey());
        if (power < 0.5) {
            return last.getValue() * Math.pow((double) size / last.getKey(), Math.max(0, power));
        }
        double slope = (last.getValue() - before.getValue()) / (last.getKey() - before.getKey());
        return last.getValue() + slope * (size - last.getKey());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static void draw(Map<String, NavigableMap<Long, Double>> figures, Path plot) throws IOException {
        XYChart chart = new XYChartBuilder().width(800).height(520).xAxisTitle("images").yAxisTitle("see the legend")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        figures.forEach((name, all) -> chart.addSeries(name, new ArrayList<>(all.keySet()),
                new ArrayList<>(all.values())));
        BitmapEncoder.saveBitmap(chart, plot.toString(), BitmapEncoder.BitmapFormat.PNG);
    }
}
