package io.semsearch.trainer;

import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.NegativeMiner;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws the batches of an epoch: every caption once, in random order, each with a negative image. */
final class Batches {

    /** Number of batches between two searches for hard negatives. Weights change little in between, and a search takes
     * time. */
    private static final int BATCHES_PER_SEARCH = 32;

    private final TripletSampler sampler;
    private final NegativeMiner miner;
    private final int batchSize;

    /** @throws IllegalArgumentException if no caption has an embedding, or there are no negatives */
    Batches(PreparedData data, TrainingConfig config) {
        int captions = data.dataset().size();
        if (config.objective().negatives().isInBatch() && captions < 2) {
            throw new IllegalArgumentException("in-batch negatives need at least 2 captions, got " + captions
                    + ": use --negatives random");
        }
        this.sampler = new TripletSampler(data.dataset());
        this.miner = new NegativeMiner(data, config.objective().pool());
        this.batchSize = config.batchSize();
    }

    /** Draws the batches of one epoch.
     *
     * @param weights supplies the current weights; called for each search for hard negatives */
    Epoch draw(Negatives negatives, RandomGenerator random, Supplier<ModelWeights> weights) {
        return new Epoch(sampler.sample(random), negatives, random, weights);
    }

    /** The batches of one epoch; can be iterated once. */
    final class Epoch implements Iterable<List<Triplet>> {

        private final List<Triplet> triplets;
        private final Negatives negatives;
        private final RandomGenerator random;
        private final Supplier<ModelWeights> weights;

        private Epoch(List<Triplet> triplets, Negatives negatives, RandomGenerator random,
                Supplier<ModelWeights> weights) {
            this.triplets = triplets;
            this.negatives = negatives;
            this.random = random;
            this.weights = weights;
        }

        /** Number of captions in all batches. */
        int captions() {
            return triplets.size();
        }

        @Override
        public Iterator<List<Triplet>> iterator() {
            return new Iterator<>() {
                private int start;
                private int batches;

                @Override
                public boolean hasNext() {
                    // in-batch negatives need at least two captions
                    return triplets.size() - start >= (negatives.isInBatch() ? 2 : 1);
                }

                @Override
                public List<Triplet> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    if (negatives.isMined() && batches % BATCHES_PER_SEARCH == 0) {
                        mine(start);
                    }
                    batches++;
                    int end = Math.min(triplets.size(), start + batchSize);
                    List<Triplet> batch = triplets.subList(start, end);
                    start = end;
                    return batch;
                }
            };
        }

        private void mine(int start) {
            List<Triplet> next = triplets.subList(start,
                    Math.min(triplets.size(), start + BATCHES_PER_SEARCH * batchSize));
            List<Triplet> mined = miner.mine(next, negatives, weights.get(), random);
            for (int i = 0; i < mined.size(); i++) {
                next.set(i, mined.get(i));
            }
        }
    }
}
