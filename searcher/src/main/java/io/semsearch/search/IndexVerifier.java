package io.semsearch.search;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.VerificationReport.Approximation;
import io.semsearch.search.VerificationReport.Segment;
import io.semsearch.vector.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.hnsw.HnswGraph;

/** Looks through a collection's index: whether it is whole, what it promises, and whether it keeps that. */
public final class IndexVerifier {

    /** Other queries than those that the index was measured by. */
    private static final int FRESH_SET = 1;
    private static final int K = 10;
    private static final double UNIT_TOLERANCE = 1e-4;
    /** Less than promised by chance alone, with so many queries. */
    private static final double RECALL_TOLERANCE = 0.01;
    private static final int MOST_NAMED = 5;

    private final Path collection;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();

    private IndexVerifier(Path collection, Progress progress) {
        this.collection = collection;
        this.progress = progress;
    }

    /** Looks through everything: the digests of the model, the checksums of the index, each image, the graphs, and a sample
     * of searches. Reads all of it; minutes for a hundred thousand images.
     *
     * @param duplicates cosine of features from which on two images are called near-duplicates
     * @throws IndexFileException                       if the index cannot be opened at all, or another process writes it
     * @throws io.semsearch.artifact.ModelFileException if the model is damaged
     * @throws IOException                              if something cannot be read */
    public static VerificationReport verify(Path collection, double duplicates, Progress progress)
            throws IOException {
        return new IndexVerifier(collection, progress).verify(duplicates);
    }

    private VerificationReport verify(double duplicates) throws IOException {
        ModelReader.verify(collection.resolve(ModelArtifact.FOLDER));
        checkFiles();
        Snapshot snapshot = Snapshot.open(collection);
        try {
            checkImages(snapshot);
            List<Segment> segments = new ArrayList<>();
            for (LeafReaderContext leaf : snapshot.segments()) {
                segments.add(segment(leaf));
            }
            Approximation semantic = approximation(snapshot, Space.SEMANTIC);
            Approximation features = approximation(snapshot, Space.FEATURES);
            return new VerificationReport(snapshot.images().size(), problems, segments, semantic, features,
                    new NearDuplicates(snapshot, duplicates).clusters(progress));
        } finally {
            snapshot.close();
            snapshot.reader().directory().close();
        }
    }

    /** Lucene's own check of every file. */
    private void checkFiles() throws IOException {
        Path folder = collection.resolve(IndexSchema.FOLDER);
        IndexFiles.open(folder).close(); // says what is wrong better than the check does
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (Progress.Task task = progress.start("Checking files", -1, "files");
                Directory directory = FSDirectory.open(folder);
                CheckIndex check = new CheckIndex(directory);
                PrintStream out = new PrintStream(told, false, StandardCharsets.UTF_8)) {
            check.setInfoStream(out);
            CheckIndex.Status status = check.checkIndex();
            task.advanceTo(1);
            if (!status.clean) {
                out.flush();
                problems.add("the index is damaged: " + told.toString(StandardCharsets.UTF_8).lines()
                        .filter(line -> line.contains("Exception: ") || line.contains("broken segments"))
                        .map(String::strip).distinct().limit(MOST_NAMED).collect(Collectors.joining("; "))
                        + ": run 'semsearch index' again");
            }
        } catch (LockObtainFailedException e) {
            throw new IndexFileException(folder + ": another process is writing this index: wait until it has ended",
                    e);
        }
    }

    /** Every image once, with both vectors, of the right lengths. */
    private void checkImages(Snapshot snapshot) throws IOException {
        IndexManifest manifest = snapshot.manifest();
        Map<Long, Integer> seen = new HashMap<>();
        List<Long> notUnit = new ArrayList<>();
        List<Long> incomplete = new ArrayList<>();
        int[] documents = snapshot.images().live();
        try (Progress.Task task = progress.start("Checking images", documents.length, "images")) {
            for (int i = 0; i < documents.length; i++) {
                long id = snapshot.images().idOf(documents[i]);
                seen.merge(id, 1, Integer::sum);
                Optional<float[]> semantic = snapshot.images().vectorIfAny(documents[i], Space.SEMANTIC);
                Optional<float[]> features = snapshot.images().vectorIfAny(documents[i], Space.FEATURES);
                if (semantic.isEmpty() || features.isEmpty() || semantic.get().length != manifest.semanticDimension()
                        || features.get().length != manifest.featureDimension()) {
                    incomplete.add(id);
                } else if (Math.abs(Vectors.norm(semantic.get()) - 1) > UNIT_TOLERANCE) {
                    notUnit.add(id);
                }
                task.advanceTo(i + 1L);
            }
        }
        tell("stand in the index more than once",
                seen.keySet().stream().filter(id -> seen.getOrDefault(id, 0) > 1).sorted().toList());
        tell("lack a vector, or have one of another length than the index says", incomplete);
        tell("have a semantic vector that is not of length 1", notUnit);
    }

    private void tell(String what, List<Long> images) {
        if (!images.isEmpty()) {
            problems.add(images.size() + " images " + what + ": "
                    + images.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                    + (images.size() > MOST_NAMED ? ", ..." : "") + ": run 'semsearch index' again");
        }
    }

    private static Segment segment(LeafReaderContext leaf) throws IOException {
        String name = leaf.reader() instanceof SegmentReader segment ? segment.getSegmentName() : "" + leaf.ord;
        return new Segment(name, leaf.reader().numDocs(), leaf.reader().numDeletedDocs(),
                unreachable(leaf, Space.SEMANTIC), unreachable(leaf, Space.FEATURES));
    }

    private static int unreachable(LeafReaderContext leaf, Space space) throws IOException {
        Optional<HnswGraph> graph = GraphWalk.graph(leaf.reader(), space.field());
        return graph.isPresent() ? GraphReach.unreachable(graph.get()) : -1;
    }

    /** Approximate search as it runs by default, against exact search. */
    private Approximation approximation(Snapshot snapshot, Space space) throws IOException {
        int images = snapshot.images().size();
        SearchOptions options = SearchOptions.top(K).withSpace(space).withMode(SearchMode.HNSW);
        Plan plan = Plan.of(options, snapshot.manifest(), images, images);
        List<Query> queries = SearchCalibrator.queries(snapshot, space, FRESH_SET);
        if (plan.mode() == SearchMode.EXACT) {
            return new Approximation(0, OptionalDouble.empty(), 0);
        }
        double found = 0;
        try (Progress.Task task = progress.start("Searching " + (space == Space.SEMANTIC ? "texts" : "features"),
                queries.size(), "queries")) {
            for (int i = 0; i < queries.size(); i++) {
                VectorSearch search = SearchCalibrator.search(snapshot, queries.get(i), space);
                Set<Long> truth = SearchCalibrator.ids(search.exact(K, Set.of()));
                found += SearchCalibrator.recall(search.walk(plan.efSearch()).best(K), truth);
                task.advanceTo(i + 1L);
            }
        }
        OptionalDouble recall = queries.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(found / queries.size());
        if (snapshot.manifest().calibration().isPresent()
                && recall.orElse(1) < Effort.DEFAULT_ANN_RECALL - RECALL_TOLERANCE) {
            problems.add("approximate search among " + space.field() + " finds " + recall.getAsDouble()
                    + " of the true first ten with " + plan.efSearch() + " candidates, less than the "
                    + Effort.DEFAULT_ANN_RECALL + " that it promises: run 'semsearch optimize'");
        }
        return new Approximation(plan.efSearch(), recall, queries.size());
    }
}
