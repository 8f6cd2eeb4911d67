package io.semsearch.operations.inspection;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.Caption;
import io.semsearch.evaluation.Hubness;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds hubs: images that are among the first results of far more queries than others. The queries are training
 * captions that the model keeps; each is searched without and with every hub correction that the index supports. */
public final class FindHubs {

    /** Results of a query that count. */
    public static final int K = 10;

    private FindHubs() {}

    /** What to ask.
     *
     * @param collection with a model and an index
     * @param queries    training captions to ask, at most; at least 1 */
    public record Options(CollectionFolder collection, int queries) {

        /** @throws IllegalArgumentException if there is no query */
        public Options {
            if (queries < 1) {
                throw new IllegalArgumentException("queries must be at least 1, got " + queries);
            }
        }

        /** Asks all captions that the model keeps. */
        public static Options of(Path collection) {
            return new Options(new CollectionFolder(collection), CaptionBank.SIZE);
        }
    }

    /** The hubs.
     *
     * @param queries     captions that were asked
     * @param images      in the index
     * @param occurrences N_10 of each image that is among any query's results, by correction
     * @param hubness     statistics of these, by correction
     * @param worst       the images with the highest N_10 without correction, highest first */
    public record Result(int queries, int images, Map<HubnessCorrection, Map<Long, Integer>> occurrences,
            Map<HubnessCorrection, Hubness> hubness, List<IndexedImage> worst) {}

    /** Runs the operation.
     *
     * @throws IOException if the collection cannot be read, or the model keeps no training captions */
    public static Result run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        CollectionFolder collection = options.collection().existing();
        List<String> captions = captions(collection, options.queries());
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            Map<HubnessCorrection, Map<Long, Integer>> occurrences = occurrences(searcher, captions, progress);
            Map<HubnessCorrection, Hubness> hubness = new EnumMap<>(HubnessCorrection.class);
            occurrences
                    .forEach((correction, counts) -> hubness.put(correction, Hubness.of(K, counts, searcher.size())));
            return new Result(captions.size(), searcher.size(), occurrences, hubness, worst(searcher, hubness));
        }
    }

    private static List<String> captions(CollectionFolder collection, int most) throws IOException {
        ModelArtifact model = ModelReader.read(collection.model());
        List<String> captions = model.readCaptionBank().stream()
                .flatMap(bank -> bank.embed(model.captionEmbedder()).captions().stream()).map(Caption::text).limit(most)
                .toList();
        if (captions.isEmpty()) {
            throw new IndexFileException(
                    collection.path() + ": the model keeps no training captions to ask with: train again");
        }
        return captions;
    }

    private static Map<HubnessCorrection, Map<Long, Integer>> occurrences(ImageSearcher searcher, List<String> captions,
            Progress progress) throws IOException {
        List<HubnessCorrection> corrections = searcher.info().manifest().correctsHubs()
                ? List.of(HubnessCorrection.values())
                : List.of(HubnessCorrection.NONE);
        Map<HubnessCorrection, Map<Long, Integer>> occurrences = new EnumMap<>(HubnessCorrection.class);
        try (Progress.Task task = progress.start("Asking", (long) captions.size() * corrections.size(), "queries")) {
            for (HubnessCorrection correction : corrections) {
                long before = (long) occurrences.size() * captions.size();
                occurrences.put(correction,
                        count(searcher, captions, correction, done -> task.advanceTo(before + done)));
            }
        }
        return occurrences;
    }

    /** N_10 of the images that are among any query's results. */
    private static Map<Long, Integer> count(ImageSearcher searcher, List<String> captions, HubnessCorrection correction,
            Progress.Task task) throws IOException {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < captions.size(); i++) {
            for (Hit hit : searcher.search(Query.text(captions.get(i)), SearchOptions.top(K).withHubness(correction))
                    .hits()) {
                counts.merge(hit.image().id(), 1, Integer::sum);
            }
            task.advanceTo(i + 1L);
        }
        return counts;
    }

    private static List<IndexedImage> worst(ImageSearcher searcher, Map<HubnessCorrection, Hubness> hubness)
            throws IOException {
        Hubness uncorrected = hubness.getOrDefault(HubnessCorrection.NONE, Hubness.of(K, Map.of(), searcher.size()));
        List<IndexedImage> worst = new ArrayList<>();
        for (Hubness.Hub hub : uncorrected.hubs()) {
            searcher.find(hub.imageId()).ifPresent(worst::add);
        }
        return worst;
    }
}
