package io.semsearch.trainer;

import io.semsearch.artifact.ModelDraft;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.start.Start;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains the projection, and the words' vectors if they are to be learned, on comparisons that are drawn afresh each
 * epoch.
 *
 * <p>Equal data, options and seed give an equal model, bit for bit, at a fixed number of threads; so does a run that
 * was interrupted and resumed. One run at a time. */
public final class Trainer {

    /** Training captions whose own images are looked for among all training images, after each epoch. */
    private static final int TRAINING_QUERIES = 1000;

    private final TrainingConfig config;
    private final TrainingListener listener;

    /** @param listener is told of every step and epoch */
    public Trainer(TrainingConfig config, TrainingListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /** Trains until the epochs are done or patience ends, and keeps the epoch with the highest validation MRR; the start
     * counts as one, if it has a closed form.
     *
     * @param checkpointFile where the state is kept after each epoch
     * @param resume         true to go on from that state; it must stem from the same data and options, but for the
     *                       number of epochs and patience
     * @throws IllegalArgumentException if a dataset has no caption with an embedding, or fewer than two images
     * @throws DivergedException        if the loss stops being a number in the first epoch; later the listener is told
     * @throws IOException              if the state cannot be written, or not be resumed from */
    public TrainingResult train(EmbeddedDataset training, EmbeddedDataset validation, Path checkpointFile,
            boolean resume) throws IOException {
        String run = RunFingerprint.of(config, training, validation);
        Optional<Checkpoint> earlier = resume ? Optional.of(resumed(checkpointFile, run)) : Optional.empty();
        TrainingStart start = new TrainingStart(training, config, random(0));
        Gauges gauges = new Gauges(start, Gauge.ofTraining(training, config, TRAINING_QUERIES),
                Optional.of(Gauge.ofValidation(validation, config)));
        Checkpoint checkpoint = earlier.orElse(fresh(run, start));
        List<EpochReport> reports = new ArrayList<>(checkpoint.reports());
        if (reports.isEmpty() && config.start() != Start.RANDOM) {
            reports.add(gauges.ofStart());
            listener.onEpochEnd(reports.getFirst(), true);
        }
        try (EpochRunner runner = new EpochRunner(start, config, listener, checkpoint.state())) {
            for (int epoch = lastEpoch(reports) + 1; epoch <= config.epochs()
                    && epoch - 1 - bestEpoch(reports) < config.patience(); epoch++) {
                EpochRunner.Epoch ran = runner.run(epoch, random(epoch));
                EpochReport report = gauges.report(epoch, ran, runner.state());
                reports.add(report);
                boolean isBest = bestEpoch(reports) == epoch;
                TrainingState state = runner.state();
                checkpoint = new Checkpoint(run, state, isBest ? state.projection() : checkpoint.best(),
                        isBest ? state.words() : checkpoint.words(), reports);
                checkpoint.writeTo(checkpointFile);
                listener.onEpochEnd(report, isBest);
            }
        } catch (DivergedException e) {
            if (reports.isEmpty()) {
                throw e;
            }
            listener.onDivergence(e);
        }
        return new TrainingResult(start.projection(checkpoint.best()), start.embedder(checkpoint.words()),
                best(reports), reports);
    }

    /** Trains for all epochs on everything, with nothing to validate on; for none, it is the start that counts. */
    public TrainingResult trainOnAll(EmbeddedDataset everything, int epochs) {
        TrainingStart start = new TrainingStart(everything, config, random(0));
        Gauges gauges = new Gauges(start, Gauge.ofTraining(everything, config, TRAINING_QUERIES), Optional.empty());
        List<EpochReport> reports = new ArrayList<>(List.of(gauges.ofStart()));
        try (EpochRunner runner = new EpochRunner(start, config.withEpochs(Math.max(1, epochs)), listener,
                start.state())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                EpochRunner.Epoch ran = runner.run(epoch, random(epoch));
                reports.add(gauges.report(epoch, ran, runner.state()));
                listener.onEpochEnd(reports.getLast(), true);
            }
            TrainingState state = runner.state();
            return new TrainingResult(start.projection(state.projection()), start.embedder(state.words()),
                    reports.getLast(), reports);
        }
    }

    /** Writes the SameDiff graph of a trained projection as Deeplearning4j saves it: loadable by {@code
     * SameDiff.load}. It compares triplets of image features and captions' embeddings. */
    public static ModelDraft.PartWriter graphWriter(ImageProjection projection, TrainingConfig config) {
        return file -> {
            FloatMatrix shift = FloatMatrix.wrap(1, projection.semanticDimension(), projection.bias());
            try (INDArray weights = NativeArrays.of(projection.weights()); INDArray bias = NativeArrays.of(shift)) {
                RankingGraph.Parts parts = new RankingGraph.Parts(Objective.triplets(config.objective().margin()),
                        false, false);
                RankingGraph.define(weights, bias, parts).save(file.toFile(), false);
            }
        };
    }

    /** Measures states of a run. */
    private record Gauges(TrainingStart start, Gauge training, Optional<Gauge> validation) {

        EpochReport ofStart() {
            TrainingState state = start.state();
            EpochReport.Measurement measured = measure(training, state);
            return new EpochReport(0, measured.loss(), measured.accuracy(), 0, measured,
                    validation.map(gauge -> measure(gauge, state)));
        }

        EpochReport report(int epoch, EpochRunner.Epoch ran, TrainingState state) {
            return new EpochReport(epoch, ran.loss(), ran.accuracy(), ran.captions() / ran.seconds(),
                    measure(training, state), validation.map(gauge -> measure(gauge, state)));
        }

        private EpochReport.Measurement measure(Gauge gauge, TrainingState state) {
            return gauge.measure(start.projection(state.projection()), start.embedder(state.words()));
        }
    }

    private static Checkpoint fresh(String run, TrainingStart start) {
        return new Checkpoint(run, start.state(), start.state().projection(), start.state().words(), List.of());
    }

    private static Checkpoint resumed(Path file, String run) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(file);
        if (!checkpoint.run().equals(run)) {
            throw new IOException(file + ": the run to resume had other data or options: it was " + checkpoint.run()
                    + ", this is " + run + "; give the same, or train without --resume");
        }
        return checkpoint;
    }

    private static int lastEpoch(List<EpochReport> reports) {
        return reports.isEmpty() ? 0 : reports.getLast().epoch();
    }

    private static int bestEpoch(List<EpochReport> reports) {
        return reports.isEmpty() ? 0 : best(reports).epoch();
    }

    /** The first epoch with the highest validation MRR. */
    private static EpochReport best(List<EpochReport> reports) {
        return reports.stream().max(Comparator.comparingDouble(Trainer::meanReciprocalRank)
                .thenComparing(Comparator.comparingInt(EpochReport::epoch).reversed())).orElseThrow();
    }

    private static double meanReciprocalRank(EpochReport report) {
        return report.validation().orElseThrow().textToImage().meanReciprocalRank();
    }

    /** Each epoch draws from its own generator, so that a resumed run draws what the interrupted one would have. */
    private SplittableRandom random(int epoch) {
        SplittableRandom random = new SplittableRandom(config.seed());
        for (int i = 0; i < epoch; i++) {
            random.nextLong();
        }
        return random.split();
    }
}
