package io.semsearch.operations.captioning;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.captioning.CaptionOptions;
import io.semsearch.captioning.Captioner;
import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.captioning.StoredCaptioner;
import io.semsearch.captioning.WrittenCaption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.evaluation.captions.CaptionMetrics;
import io.semsearch.evaluation.captions.JudgedCaption;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures a collection's captioner on captioned photos, best ones that it was not trained on. */
public final class EvaluateCaptioner {

    private EvaluateCaptioner() {}

    /** What to measure on.
     *
     * @param collection with a captioner
     * @param data       captions and features of the photos
     * @param training   captions files that it was trained on, whose photos have features in the same file: for the
     *                   nearest photo's caption, and for what is copied; may be empty
     * @param writing    how captions are searched for
     * @param others     collections whose captioners write along, as an ensemble; may be empty */
    public record Options(CollectionFolder collection, DataFiles data, List<Path> training, CaptionOptions writing,
            List<CollectionFolder> others) {

        /** Copies the lists. */
        public Options {
            training = List.copyOf(training);
            others = List.copyOf(others);
        }
    }

    /** Runs the operation.
     *
     * @throws DataFileException if captions or features are damaged, or do not fit each other or the captioner
     * @throws IOException       if the captioner or a file cannot be read */
    public static CaptionerMeasurement run(Options options, OperationListener listener) throws IOException {
        Progress progress = new CancellableProgress(listener);
        StoredCaptioner stored = CaptionerFiles.read(options.collection().existing().model());
        List<Captioner> others = others(options, stored);
        CaptionDataset captions = options.data().readCaptions(progress);
        ImageFeatures features = options.data().readFeatures(stored.manifest().encoder(), listener);
        CaptionedFeatures joined = options.data().join(captions, features, listener);
        References references = References.of(joined);
        Optional<Reranker> reranker = Reranker.of(options.collection(), listener);
        Written written = write(joined.features(), photo -> stored.captioner().writeWith(others, photo,
                options.writing()), reranker, progress);
        Optional<TrainingCaptions> training = options.training().isEmpty()
                ? Optional.empty()
                : Optional.of(TrainingCaptions.of(
                        CaptionedFeatures.join(options.data().readCaptions(options.training(), progress), features)));
        return new CaptionerMeasurement(joined.features().size(), references.measure(written.firsts()),
                reranker.map(judge -> references.measure(written.reranked())),
                training.map(known -> references.measure(nearest(known, joined.features(), progress))),
                references.people(), references.measureLeavingOne(written.firsts()),
                new HashSet<>(written.firsts()).size(), training.map(known -> copied(known, written.firsts())),
                written.nanos() / 1e6 / Math.max(1, joined.features().size()));
    }

    private static List<Captioner> others(Options options, StoredCaptioner stored) throws IOException {
        List<Captioner> others = new ArrayList<>();
        for (CollectionFolder each : options.others()) {
            StoredCaptioner other = CaptionerFiles.read(each.existing().model());
            CaptionerMatch.require(other, stored.manifest().encoder(), options.collection().path().toString());
            if (!other.captioner().vocabulary().words().equals(stored.captioner().vocabulary().words())) {
                throw new ModelFileException("the captioner of " + each.path() + " has other words than that of "
                        + options.collection().path() + ": train both on the same captions, with one --min-count");
            }
            others.add(other.captioner());
        }
        return others;
    }

    /** The first caption of each photo.
     *
     * @param firsts   as the captioner orders them
     * @param reranked as the reranker does; empty without one
     * @param nanos    time of the captioner */
    private record Written(List<List<String>> firsts, List<List<String>> reranked, long nanos) {}

    private static Written write(ImageFeatures features, Function<float[], List<WrittenCaption>> captioner,
            Optional<Reranker> reranker, Progress progress) {
        List<List<String>> firsts = new ArrayList<>();
        List<List<String>> reranked = new ArrayList<>();
        long nanos = 0;
        try (Progress.Task task = progress.start("Writing captions", features.size(), "photos")) {
            for (int row = 0; row < features.size(); row++) {
                float[] photo = features.row(row);
                long start = System.nanoTime();
                List<WrittenCaption> beam = captioner.apply(photo);
                nanos += System.nanoTime() - start;
                firsts.add(beam.getFirst().words());
                reranker.ifPresent(judge -> reranked.add(judge.order(beam, photo).getFirst().words()));
                task.advanceTo(row + 1L);
            }
        }
        return new Written(firsts, reranked, nanos);
    }

    private static List<List<String>> nearest(TrainingCaptions training, ImageFeatures features, Progress progress) {
        try (Progress.Task task = progress.start("Looking for the nearest photos", features.size(), "photos")) {
            return IntStream.range(0, features.size()).mapToObj(row -> {
                task.advanceTo(row + 1L);
                return training.ofNearest(features.row(row));
            }).toList();
        }
    }

    private static double copied(TrainingCaptions training, List<List<String>> captions) {
        Set<List<String>> known = training.distinct();
        return captions.stream().filter(known::contains).count() / (double) captions.size();
    }

    /** The captions of people for some photos. */
    private record References(List<List<List<String>>> captions) {

        static References of(CaptionedFeatures joined) {
            return new References(PhotoCaptionWords.byRow(joined));
        }

        CaptionMetrics measure(List<List<String>> written) {
            return CaptionMetrics.of(IntStream.range(0, captions.size())
                    .mapToObj(row -> new JudgedCaption(written.get(row), captions.get(row))).toList());
        }

        /** The mean over which caption of each photo is left out; empty if a photo has but one. */
        Optional<CaptionMetrics> measureLeavingOne(List<List<String>> written) {
            return leavingOne((row, left) -> written.get(row));
        }

        /** The captions that are left out, against the others. */
        Optional<CaptionMetrics> people() {
            return leavingOne((row, left) -> captions.get(row).get(left));
        }

        private Optional<CaptionMetrics> leavingOne(Candidate candidate) {
            int fewest = captions.stream().mapToInt(List::size).min().orElse(0);
            if (fewest < 2) {
                return Optional.empty();
            }
            List<CaptionMetrics> measured = new ArrayList<>();
            for (int place = 0; place < fewest; place++) {
                int left = place;
                measured.add(CaptionMetrics.of(IntStream.range(0, captions.size()).mapToObj(row -> {
                    List<List<String>> others = new ArrayList<>(captions.get(row));
                    others.remove(left);
                    return new JudgedCaption(candidate.of(row, left), others);
                }).toList()));
            }
            return Optional.of(CaptionMetrics.mean(measured));
        }

        /** The caption to judge when one is left out. */
        @FunctionalInterface
        private interface Candidate {
            List<String> of(int row, int left);
        }
    }
}
