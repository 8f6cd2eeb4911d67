package io.semsearch.search.local;

import io.semsearch.dataset.Caption;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.SearchCalibration;
import io.semsearch.schema.SearchCalibration.Curve;
import io.semsearch.schema.SearchCalibration.Point;
import io.semsearch.search.Query;
import io.semsearch.search.Space;
import io.semsearch.search.index.Accepted;
import io.semsearch.search.index.Deadline;
import io.semsearch.search.index.Neighbour;
import io.semsearch.search.index.VectorSearch;
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

/** Measures an index: how many candidates find how much of the truth, and how well random-word queries do.
 *
 * <p>Texts are captions of the model's bank, held against hubs as searches do by default; images are drawn from the
 * index. On one thread, for a fixed number of queries: some seconds for 100,000 images. Nothing depends on the time
 * that it takes. */
final class SearchCalibrator {

    private static final int QUERIES = 200;
    private static final long SEED = 1;
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
                    new RandomWordQueries(snapshot).bestDeviations());
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
        List<Set<Long>> truth = new ArrayList<>();
        for (Query query : queries) {
            VectorSearch search = search(snapshot, query, space);
            searches.add(search);
            truth.add(ids(search.exact(K, Set.of())));
            task.advanceTo((long) done + searches.size());
        }
        return new Curve(points(searches, truth));
    }

    /** Ends where more candidates would find hardly more, or a walk takes more than twice the time of exact search. */
    private List<Point> points(List<VectorSearch> searches, List<Set<Long>> truth) throws IOException {
        int images = snapshot.images().size();
        List<Point> points = new ArrayList<>();
        for (int efSearch : CANDIDATES) {
            double[] recalls = new double[searches.size()];
            for (int i = 0; i < recalls.length; i++) {
                recalls[i] = recall(searches.get(i).approximate(efSearch).best(K), truth.get(i));
            }
            points.add(new Point(efSearch, atLeast(recalls)));
            if (points.getLast().annRecallAt10() >= ENOUGH || efSearch >= images
                    || Plan.walk(efSearch, images, images) > 2.0 * images) {
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
        return new VectorSearch(snapshot.index(),
                composed.in(space, corrects ? HubnessCorrection.CSLS : HubnessCorrection.NONE),
                Accepted.all(snapshot.images().size()),
                new Deadline(System.nanoTime(), Optional.empty()));
    }

    static Set<Long> ids(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::imageId).collect(Collectors.toCollection(HashSet::new));
    }
}
