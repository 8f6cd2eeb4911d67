package io.semsearch.search;

import io.semsearch.dataset.Caption;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.schema.SearchCalibration.Curve;
import io.semsearch.schema.SearchCalibration.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures an index: how many candidates find how much of the truth in which time, and how well meaningless texts do.
 *
 * <p>Texts are captions of the model's bank, held against hubs as searches do by default; images are drawn from the index.
 * On one thread, for a fixed number of queries: some seconds for 100,000 images. Times are those of this machine as it
 * is now: they serve to choose between two ways to search, not to promise one. */
final class SearchCalibrator {

    private static final int QUERIES = 200;
    private static final long SEED = 1;
    private static final int WARM_UP = 20;
    private static final int K = 10;
    private static final int[] CANDIDATES = {10, 16, 25, 40, 64, 100, 160, 250, 400, 640, 1000, 1600};
    /** Recall that need not be bettered. */
    private static final double ENOUGH = 0.9995;

    private final Snapshot snapshot;
    private final Progress progress;

    SearchCalibrator(Snapshot snapshot, Progress progress) {
        this.snapshot = snapshot;
        this.progress = progress;
    }

    SearchCalibration measure() throws IOException {
        List<Query> texts = queries(snapshot, Space.SEMANTIC, 0);
        List<Query> images = queries(snapshot, Space.FEATURES, 0);
        try (Progress.Task task = progress.start("Measuring searches", (long) texts.size() + images.size(),
                "queries")) {
            Curve semantic = curve(texts, Space.SEMANTIC, task, 0);
            Curve features = curve(images, Space.FEATURES, task, texts.size());
            return new SearchCalibration(snapshot.images().size(), semantic, features,
                    new MeaninglessTexts(snapshot).bestDeviations());
        }
    }

    /** What is usually looked for: among words captions of the model's bank, among features images of the index, and
     * among words, too, if the model has no bank.
     *
     * @param set queries of different sets are different, as far as there are enough: what was measured on one can be
     *            checked on another */
    static List<Query> queries(Snapshot snapshot, Space space, int set) throws IOException {
        Optional<CaptionBank> bank = space == Space.SEMANTIC ? snapshot.model().readCaptionBank() : Optional.empty();
        List<Query> queries = new ArrayList<>();
        for (Caption caption : bank.map(CaptionBank::captions).orElse(List.of())) {
            if (snapshot.model().captionEmbedder().embed(caption.text()).hasVector()) {
                queries.add(Query.text(caption.text()));
            }
        }
        if (queries.isEmpty()) {
            for (int document : snapshot.images().live()) {
                queries.add(Query.image(snapshot.images().idOf(document)));
            }
            Collections.shuffle(queries, new Random(SEED));
        }
        int first = queries.size() < (set + 1) * QUERIES ? 0 : set * QUERIES;
        return queries.subList(first, Math.min(queries.size(), first + QUERIES));
    }

    private Curve curve(List<Query> queries, Space space, Progress.Task task, int done) throws IOException {
        List<VectorSearch> searches = new ArrayList<>();
        for (Query query : queries) {
            searches.add(search(snapshot, query, space));
        }
        double exactMicros = 0;
        List<Set<Long>> truth = List.of();
        for (int round = 0; round < 2; round++) { // the first warms up
            double[] micros = new double[searches.size()];
            truth = new ArrayList<>();
            for (int i = 0; i < (round == 0 ? Math.min(WARM_UP, searches.size()) : searches.size()); i++) {
                long start = System.nanoTime();
                List<Neighbour> exact = searches.get(i).exact(K, Set.of());
                micros[i] = (System.nanoTime() - start) / 1e3;
                truth.add(ids(exact));
                task.advanceTo((long) done + (long) i * round);
            }
            exactMicros = median(micros);
        }
        return new Curve(exactMicros, points(searches, truth, exactMicros));
    }

    private List<Point> points(List<VectorSearch> searches, List<Set<Long>> truth, double exactMicros)
            throws IOException {
        for (int i = 0; i < Math.min(WARM_UP, searches.size()); i++) {
            searches.get(i).walk(CANDIDATES[0]).best(K);
        }
        List<Point> points = new ArrayList<>();
        for (int efSearch : CANDIDATES) {
            double[] micros = new double[searches.size()];
            double[] recalls = new double[searches.size()];
            for (int i = 0; i < searches.size(); i++) {
                long start = System.nanoTime();
                List<Neighbour> near = searches.get(i).walk(efSearch).best(K);
                micros[i] = (System.nanoTime() - start) / 1e3;
                recalls[i] = recall(near, truth.get(i));
            }
            points.add(new Point(efSearch, atLeast(recalls), median(micros)));
            if (points.getLast().annRecallAt10() >= ENOUGH || efSearch >= snapshot.images().size()
                    || points.getLast().micros() > 2 * exactMicros) {
                break;
            }
        }
        return points;
    }

    /** Share of the true first ones that are among the first. */
    static double recall(List<Neighbour> near, Set<Long> truth) {
        Set<Long> first = ids(near.subList(0, Math.min(K, near.size())));
        first.retainAll(truth);
        return truth.isEmpty() ? 1 : (double) first.size() / truth.size();
    }

    /** The mean less its standard error: what may be promised for other queries, too. */
    private static double atLeast(double[] recalls) {
        double mean = Arrays.stream(recalls).average().orElse(1);
        double squares = Arrays.stream(recalls).map(recall -> (recall - mean) * (recall - mean)).sum();
        double count = Math.max(1, recalls.length);
        double error = Math.sqrt(squares / Math.max(1, count - 1) / count);
        return Math.round((mean - error) * 1e4) / 1e4;
    }

    /** A search with hubs held back as they are by default. */
    static VectorSearch search(Snapshot snapshot, Query query, Space space) throws IOException {
        ComposedQuery composed = snapshot.composer().compose(query, space);
        boolean corrects = composed.hasWords() && snapshot.manifest().correctsHubs();
        return new VectorSearch(snapshot, space, composed,
                corrects ? HubnessCorrection.CSLS : HubnessCorrection.NONE, Accepted.all(snapshot.images().size()),
                new Deadline(System.nanoTime(), Optional.empty()));
    }

    static Set<Long> ids(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::imageId).collect(Collectors.toCollection(HashSet::new));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : Math.round(sorted[sorted.length / 2] * 10) / 10.0;
    }
}
