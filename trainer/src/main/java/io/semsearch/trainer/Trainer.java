package io.semsearch.trainer;

import io.semsearch.artifact.ModelDraft;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletMetrics;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains the projection by margin ranking loss on triplets that are drawn afresh each epoch.
 *
 * <p>Equal data, options and seed give an equal projection, bit for bit, at a fixed number of threads; so does a
 * run that was interrupted and resumed. One run at a time. */
public final class Trainer {

    private final TrainingConfig config;
    private final TrainingListener listener;

    /** @param listener is told of every step and epoch */
    public Trainer(TrainingConfig config, TrainingListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /** Trains until the epochs are done or patience ends, and keeps the epoch with the highest validation MRR.
     *
     * @param checkpointFile where the state is kept after each epoch
     * @param resume         true to go on from that state; it must stem from the same data and options, but for the
     *                       number of epochs and patience
     * @throws IllegalArgumentException if a dataset has no caption with an embedding, or fewer than two images
     * @throws DivergedException        if the loss stops being a number
     * @throws IOException              if the state cannot be written, or not be resumed from */
    public TrainingResult train(EmbeddedDataset training, EmbeddedDataset validation, Path checkpointFile,
            boolean resume) throws IOException {
        Validator validator = new Validator(validation, config);
        String run = RunFingerprint.of(config, training, validation);
        Checkpoint checkpoint = resume ? resumed(checkpointFile, run) : fresh(run, training);
        List<EpochReport> reports = new ArrayList<>(checkpoint.reports());
        FloatMatrix best = checkpoint.best();
        TripletSampler sampler = new TripletSampler(training);
        try (TripletTraining graph = new TripletTraining(training, config, checkpoint.state())) {
            while (reports.size() < config.epochs() && reports.size() - bestEpoch(reports) < config.patience()) {
                EpochReport report = runEpoch(graph, sampler, reports.size() + 1, Optional.of(validator));
                reports.add(report);
                boolean isBest = bestEpoch(reports) == report.epoch();
                best = isBest ? graph.projection() : best;
                new Checkpoint(run, graph.state(), best, reports).writeTo(checkpointFile);
                listener.onEpochEnd(report, isBest);
            }
        }
        return new TrainingResult(new ImageProjection(best), reports.get(bestEpoch(reports) - 1), reports);
    }

    /** Trains for all epochs on everything, with nothing to validate on. */
    public TrainingResult trainOnAll(EmbeddedDataset everything) {
        List<EpochReport> reports = new ArrayList<>();
        TripletSampler sampler = new TripletSampler(everything);
        try (TripletTraining graph = new TripletTraining(everything, config, start(everything))) {
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                EpochReport report = runEpoch(graph, sampler, epoch, Optional.empty());
                reports.add(report);
                listener.onEpochEnd(report, true);
            }
            return new TrainingResult(new ImageProjection(graph.projection()), reports.getLast(), reports);
        }
    }

    /** Writes the SameDiff graph of a trained projection as Deeplearning4j saves it: loadable by {@code
     * SameDiff.load}. */
    public static ModelDraft.PartWriter graphWriter(ImageProjection projection, TrainingConfig config) {
        return file -> {
            try (INDArray weights = NativeArrays.of(projection.weights())) {
                TripletGraph.define(weights, config.margin()).save(file.toFile(), false);
            }
        };
    }

    private EpochReport runEpoch(TripletTraining graph, TripletSampler sampler, int epoch,
            Optional<Validator> validator) {
        List<Triplet> triplets = sampler.sample(random(epoch));
        listener.onEpochStart(epoch, config.epochs(), triplets.size());
        TripletMetrics metrics = new TripletMetrics(config.margin());
        long start = System.nanoTime();
        for (int from = 0; from < triplets.size(); from += config.batchSize()) {
            int to = Math.min(triplets.size(), from + config.batchSize());
            FloatMatrix similarities = graph.step(triplets.subList(from, to));
            for (int i = 0; i < to - from; i++) {
                metrics.add(similarities.get(0, i), similarities.get(1, i));
            }
            if (Double.isNaN(metrics.loss())) {
                throw new DivergedException(epoch, from / config.batchSize() + 1, config.optimizer().learningRate());
            }
            listener.onStep(to);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Optional<EpochReport.Validation> validation = validator.map(it -> it.validate(graph.projection()));
        return new EpochReport(epoch, metrics.loss(), metrics.accuracy(), triplets.size() / seconds, validation);
    }

    private Checkpoint fresh(String run, EmbeddedDataset training) {
        TrainingState start = start(training);
        return new Checkpoint(run, start, start.projection(), List.of());
    }

    private TrainingState start(EmbeddedDataset training) {
        return TrainingState.glorot(training.images().featureDimension(), training.embeddings().columns(), random(0));
    }

    private static Checkpoint resumed(Path file, String run) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(file);
        if (!checkpoint.run().equals(run)) {
            throw new IOException(file + ": the run to resume had other data or options: it was " + checkpoint.run()
                    + ", this is " + run + "; give the same, or train without --resume");
        }
        return checkpoint;
    }

    /** The first epoch with the highest validation MRR, 1-based; 0 before the first. */
    private static int bestEpoch(List<EpochReport> reports) {
        int best = 0;
        for (EpochReport report : reports) {
            if (best == 0 || meanReciprocalRank(report) > meanReciprocalRank(reports.get(best - 1))) {
                best = report.epoch();
            }
        }
        return best;
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
