package io.semsearch.trainer;

import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs one epoch after the other. An epoch whose similarities all become alike begins anew with gentler negatives.
 * Not thread-safe. */
final class EpochRunner implements AutoCloseable {

    /** Batches between two searches for hard negatives. */
    private static final int BATCHES_PER_SEARCH = 32;

    private final TrainingStart start;
    private final TrainingConfig config;
    private final TrainingListener listener;
    private final TripletSampler sampler;
    private final NegativeMiner miner;
    private Negatives negatives;
    private RankingTraining training;

    /** @throws IllegalArgumentException if there is nothing to compare with */
    EpochRunner(TrainingStart start, TrainingConfig config, TrainingListener listener, TrainingState state) {
        if (config.objective().negatives().isInBatch() && start.dataset().size() < 2) {
            throw new IllegalArgumentException(
                    "in-batch negatives need at least 2 captions, got " + start.dataset().size()
                            + ": use --negatives random");
        }
        this.start = start;
        this.config = config;
        this.listener = listener;
        this.sampler = new TripletSampler(start.dataset());
        this.miner = new NegativeMiner(start.dataset(), start.scaled(), config.objective().pool());
        this.negatives = config.objective().negatives(1);
        this.training = training(state);
    }

    /** What an epoch saw.
     *
     * @param loss     mean over its captions
     * @param accuracy share of its comparisons in the right order
     * @param captions how many
     * @param seconds  that it took */
    record Epoch(double loss, double accuracy, int captions, double seconds) {}

    /** @throws DivergedException if the loss stops being a number */
    Epoch run(int epoch, SplittableRandom random) {
        TrainingState before = training.state();
        use(config.objective().negatives(epoch), before);
        try {
            return runOnce(epoch, random, true);
        } catch (CollapsedException e) {
            Negatives gentler = config.objective().gentler();
            listener.onCollapse(epoch, e.step, negatives, gentler);
            negatives = gentler;
            replace(before);
            return runOnce(epoch, new SplittableRandom(config.seed() ^ epoch), false);
        }
    }

    TrainingState state() {
        return training.state();
    }

    @Override
    public void close() {
        training.close();
    }

    private Epoch runOnce(int epoch, SplittableRandom random, boolean mayCollapse) {
        List<Triplet> triplets = new ArrayList<>(sampler.sample(random));
        listener.onEpochStart(epoch, config.epochs(), triplets.size());
        StepMetrics metrics = new StepMetrics(negatives.isInBatch());
        long begin = System.nanoTime();
        int step = 0;
        for (int from = 0; from < triplets.size(); from += config.batchSize()) {
            int to = Math.min(triplets.size(), from + config.batchSize());
            if (negatives.isInBatch() && to - from < 2) {
                break;
            }
            if (negatives.isMined() && step % BATCHES_PER_SEARCH == 0) {
                requireFinite(epoch, step);
                mine(triplets.subList(from, Math.min(triplets.size(), from + BATCHES_PER_SEARCH * config.batchSize())),
                        random);
            }
            List<Triplet> batch = triplets.subList(from, to);
            RankingTraining.Step taken = training.step(batch);
            step++;
            if (!Double.isFinite(taken.loss())) {
                throw new DivergedException(epoch, step, taken.loss(), config.optimizer().learningRate());
            }
            metrics.add(taken, batch);
            if (mayCollapse && metrics.isCollapsed()) {
                throw new CollapsedException(step);
            }
            listener.onStep(to);
        }
        requireFinite(epoch, step);
        return new Epoch(metrics.loss(), metrics.accuracy(), triplets.size(), (System.nanoTime() - begin) / 1e9);
    }

    /** The loss tells of the steps before its own alone. */
    private void requireFinite(int epoch, int step) {
        boolean isFinite = Vectors.isFinite(training.projection().values())
                && training.words().map(FloatMatrix::values).map(Vectors::isFinite).orElse(true);
        if (!isFinite) {
            throw new DivergedException(epoch, step, Double.NaN, config.optimizer().learningRate());
        }
    }

    private void mine(List<Triplet> triplets, SplittableRandom random) {
        List<Triplet> mined = miner.mine(triplets, negatives, training.projection(), start.embedder(training.words()),
                random);
        for (int i = 0; i < mined.size(); i++) {
            triplets.set(i, mined.get(i));
        }
    }

    private void use(Negatives wanted, TrainingState state) {
        if (wanted != negatives) {
            negatives = wanted;
            replace(state);
        }
    }

    private void replace(TrainingState state) {
        training.close();
        training = training(state);
    }

    private RankingTraining training(TrainingState state) {
        return new RankingTraining(start.dataset(), start.scaled(), config, negatives, state);
    }

    /** All similarities have become alike. */
    private static final class CollapsedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int step;

        CollapsedException(int step) {
            super("collapsed at step " + step);
            this.step = step;
        }
    }
}
