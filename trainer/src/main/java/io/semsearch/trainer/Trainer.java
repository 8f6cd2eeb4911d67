package io.semsearch.trainer;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.config.Initialization;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.step.TrainableModel;
import io.semsearch.trainer.step.TrainingState;
import io.semsearch.trainer.triplet.Triplet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Trains the projection, and the word vectors if they are to be learned. Not thread-safe.
 *
 * <p>The method, in its order: scale the features and initialize the weights; in each epoch, draw a triplet for every
 * caption, take one optimization step per batch, measure on the validation captions, and keep the weights if they are
 * the best so far; stop after the last epoch, or when patience runs out.
 *
 * <p>Equal data, options and seed give an equal model, bit for bit, at a fixed number of threads; so does a run that
 * was interrupted and resumed. */
public final class Trainer {

    private final TrainingConfig given;
    private final TrainingListener listener;

    /** @param listener is called on the thread that trains */
    public Trainer(TrainingConfig config, TrainingListener listener) {
        this.given = config;
        this.listener = listener;
    }

    /** Trains, and returns the model of the epoch with the highest validation MRR. Initial weights in closed form count
     * as epoch 0.
     *
     * @param checkpointFile receives the state of the run after each epoch; its folder exists
     * @param resume         true to continue from that file; it must come from the same data and options, except for
     *                       the number of epochs and patience
     * @throws IllegalArgumentException if a dataset has no caption with an embedding, or fewer than two images
     * @throws DivergedException        if the loss is not finite before there is a model; later the listener is called
     *                                  instead, and the best model so far is returned
     * @throws IOException              if the checkpoint cannot be written, or the run cannot be resumed from it */
    public TrainingResult train(EmbeddedDataset training, EmbeddedDataset validation, Path checkpointFile,
            boolean resume) throws IOException {
        CheckpointFile checkpoint = new CheckpointFile(checkpointFile,
                RunFingerprint.of(configFor(given, training), training, validation));
        Optional<TrainingHistory> earlier = resume ? Optional.of(checkpoint.read()) : Optional.empty();
        try (Run run = new Run(training, Optional.of(validation), earlier)) {
            if (run.history.isEmpty() && given.initialization() != Initialization.RANDOM) {
                listener.onEpochEnd(run.measureInitialWeights(), true);
            }
            run.fit(run.config.epochs(), history -> write(history, checkpoint));
            return run.history.result(run.data);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Trains on all captions, without validation, for a fixed number of epochs.
     *
     * @param epochs 0 returns the initial weights
     * @return the weights after the last epoch
     * @throws IllegalArgumentException if the dataset has no caption with an embedding, or fewer than two images
     * @throws DivergedException        if the loss is not finite */
    public TrainingResult trainOnAll(EmbeddedDataset everything, int epochs) {
        try (Run run = new Run(everything, Optional.empty(), Optional.empty())) {
            run.measureInitialWeights();
            run.fit(epochs, history -> {});
            return run.history.result(run.data);
        }
    }

    /** The configuration of a run: epochs, batches and schedule for the size of its data. */
    public static TrainingConfig configFor(TrainingConfig given, EmbeddedDataset training) {
        int images = (int) IntStream.of(training.imageRows()).distinct().count();
        return given.forRun(images, Math.max(1, training.size()));
    }

    private static void write(TrainingHistory history, CheckpointFile checkpoint) {
        try {
            checkpoint.write(history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The loop over the epochs of a run, and the loop over the batches of an epoch. */
    private final class Run implements AutoCloseable {

        private final TrainingConfig config;
        private final PreparedData data;
        private final Batches batches;
        private final Evaluator evaluator;
        private final TrainingHistory history;
        private TrainableModel model;

        /** Scales the features and initializes the weights.
         *
         * @param earlier the run to continue */
        Run(EmbeddedDataset training, Optional<EmbeddedDataset> validation, Optional<TrainingHistory> earlier) {
            config = configFor(given, training);
            data = PreparedData.of(training, config, randomOf(0), listener.progress());
            batches = new Batches(data, config);
            evaluator = new Evaluator(data, validation, config);
            history = earlier.orElseGet(() -> new TrainingHistory(data.initialWeights()));
            model = new TrainableModel(data, config, config.objective().negatives(1), history.state());
        }

        /** Counts the initial weights as epoch 0. */
        EpochReport measureInitialWeights() {
            EpochReport report = evaluator.measureInitialWeights();
            history.add(report, history.state());
            return report;
        }

        /** Continues training from the state of the history.
         *
         * @param checkpoint receives the history after each epoch */
        void fit(int epochs, Consumer<TrainingHistory> checkpoint) {
            try {
                for (int epoch = history.nextEpoch(); epoch <= epochs
                        && history.epochsWithoutImprovement() < config.patience(); epoch++) {
                    EpochStatistics steps = runEpoch(epoch, epochs);
                    TrainingState state = model.state();
                    EpochReport report = evaluator.measure(epoch, steps, state.weights());
                    boolean isBest = history.add(report, state);
                    checkpoint.accept(history);
                    listener.onEpochEnd(report, isBest);
                }
            } catch (DivergedException e) {
                if (!history.hasValidatedModel()) {
                    throw e;
                }
                listener.onDivergence(e);
            }
        }

        /** Runs one epoch. After a collapse, runs it again from the same weights with easier negatives. */
        private EpochStatistics runEpoch(int epoch, int epochs) {
            TrainingState before = model.state();
            Negatives negatives = config.objective().negatives(epoch);
            if (negatives != model.negatives()) {
                restart(negatives, before);
            }
            EpochStatistics steps = stepThrough(epoch, epochs, randomOf(epoch), true);
            if (!steps.isCollapsed()) {
                return steps;
            }
            Negatives easier = config.objective().gentler();
            listener.onCollapse(epoch, steps.count(), negatives, easier);
            restart(easier, before);
            return stepThrough(epoch, epochs, new SplittableRandom(config.seed() ^ epoch), false);
        }

        /** Draws a triplet for every caption and takes one step per batch. Stops early after a collapse.
         *
         * @param detectsCollapse false to ignore a collapse */
        private EpochStatistics stepThrough(int epoch, int epochs, SplittableRandom random, boolean detectsCollapse) {
            EpochStatistics steps = new EpochStatistics(model.negatives(), detectsCollapse);
            Batches.Epoch drawn = batches.draw(model.negatives(), random, () -> finiteWeights(epoch, steps.count()));
            listener.onEpochStart(epoch, epochs, drawn.captions());
            for (List<Triplet> batch : drawn) {
                TrainableModel.Step step = model.step(batch);
                steps.add(step, batch);
                requireFinite(epoch, steps.count(), step.loss());
                if (steps.isCollapsed()) {
                    return steps;
                }
                listener.onStep(steps.captions());
            }
            finiteWeights(epoch, steps.count());
            steps.stopClock();
            return steps;
        }

        /** The current weights, checked: the loss of a step depends only on the weights before it. */
        private ModelWeights finiteWeights(int epoch, int step) {
            ModelWeights weights = model.weights();
            requireFinite(epoch, step, weights.isFinite() ? 0 : Double.NaN);
            return weights;
        }

        private void requireFinite(int epoch, int step, double loss) {
            if (!Double.isFinite(loss)) {
                throw new DivergedException(epoch, step, loss, config.optimizer().learningRate());
            }
        }

        /** Sets the state of the model and the negatives it is trained with. */
        private void restart(Negatives negatives, TrainingState state) {
            model.close();
            model = new TrainableModel(data, config, negatives, state);
        }

        @Override
        public void close() {
            model.close();
        }

        /** The generator of an epoch. Each epoch has its own, so a resumed run draws the same numbers as an
         * uninterrupted one.
         *
         * @param epoch 0 for the initial weights */
        private SplittableRandom randomOf(int epoch) {
            SplittableRandom random = new SplittableRandom(config.seed());
            for (int i = 0; i < epoch; i++) {
                random.nextLong();
            }
            return random.split();
        }
    }
}
