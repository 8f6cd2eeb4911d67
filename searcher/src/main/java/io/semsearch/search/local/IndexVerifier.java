package io.semsearch.search.local;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Effort;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.Query;
import io.semsearch.search.SearchMode;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.Space;
import io.semsearch.search.index.IndexFiles;
import io.semsearch.search.index.OpenIndex;
import io.semsearch.search.index.StoredImages;
import io.semsearch.search.index.VectorSearch;
import io.semsearch.search.local.VerificationReport.Approximation;
import io.semsearch.search.local.VerificationReport.Segment;
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
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;

/** Checks whether the index of a collection is undamaged and reaches the recall that was measured on it. */
public final class IndexVerifier {

    /** Other queries than those of the calibration. */
    private static final int FRESH_SET = 1;
    private static final int K = 10;
    private static final double UNIT_TOLERANCE = 1e-4;
    /** Difference by chance, with this number of queries. */
    private static final double RECALL_TOLERANCE = 0.01;
    private static final int MOST_NAMED = 5;

    private final Path collection;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();

    private IndexVerifier(Path collection, Progress progress) {
        this.collection = collection;
        this.progress = progress;
    }

    /** Checks the digests of the model, the checksums of the index, each image, the graphs, and a sample of searches.
     * Reads all files; minutes for a hundred thousand images.
     *
     * @param duplicates least cosine of the features of near-duplicates
     * @throws IndexFileException                       if the index cannot be opened, or another process writes it
     * @throws io.semsearch.artifact.ModelFileException if the model is damaged
     * @throws IOException                              if a file cannot be read */
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
            for (LeafReaderContext leaf : snapshot.index().segments()) {
                segments.add(segment(leaf));
            }
            Approximation semantic = approximation(snapshot, Space.SEMANTIC);
            Approximation features = approximation(snapshot, Space.FEATURES);
            return new VerificationReport(snapshot.images().size(), problems, segments, semantic, features,
                    new NearDuplicates(snapshot, duplicates).clusters(progress));
        } finally {
            snapshot.index().reader().close();
            snapshot.index().reader().directory().close();
        }
    }

    /** Lucene's check of every file. */
    private void checkFiles() throws IOException {
        Path folder = collection.resolve(IndexSchema.FOLDER);
        try (DirectoryReader reader = IndexFiles.open(folder)) {
            IndexFiles.checkChecksums(folder, reader);
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (Progress.Task task = progress.start("Checking files", -1, "files");
                // a lock would be a file, and the folder may be read-only
                Directory directory = FSDirectory.open(folder, NoLockFactory.INSTANCE);
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
        }
    }

    /** Every image must occur once, with both vectors of the right lengths. */
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
        tell("occur in the index more than once",
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
                OpenIndex.unreachable(leaf, Space.SEMANTIC), OpenIndex.unreachable(leaf, Space.FEATURES));
    }

    /** Recall of approximate search with default options, against exact search. */
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
                found += SearchCalibrator.recall(search.approximate(plan.efSearch()).best(K), truth);
                task.advanceTo(i + 1L);
            }
        }
        OptionalDouble recall = queries.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(found / queries.size());
        if (snapshot.manifest().calibration().isPresent()
                && recall.orElse(1) < Effort.DEFAULT_ANN_RECALL - RECALL_TOLERANCE) {
            problems.add("approximate search among " + StoredImages.field(space) + " finds " + recall.getAsDouble()
                    + " of the true first ten with " + plan.efSearch() + " candidates, less than the "
                    + Effort.DEFAULT_ANN_RECALL + " that it promises: run 'semsearch optimize'");
        }
        return new Approximation(plan.efSearch(), recall, queries.size());
    }
}
