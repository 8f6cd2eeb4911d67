package io.semsearch.trainer;

import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.trainer.triplet.NegativeMiner;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.trainer.triplet.TripletSampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Draws the batches of an epoch: every caption once, in random order, each with a negative image. With {@link
 * Negatives#IMAGE_BATCH} a batch has images with all their captions, and all batches have as many images as possible to
 * one. */
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
        List<Triplet> triplets = sampler.sample(random);
        if (negatives != Negatives.IMAGE_BATCH) {
            return new Epoch(triplets, new ArrayList<>(), negatives, random, weights);
        }
        Map<Integer, List<Triplet>> byImage = triplets.stream()
                .collect(Collectors.groupingBy(Triplet::goodImage, LinkedHashMap::new, Collectors.toList()));
        return new Epoch(byImage.values().stream().flatMap(List::stream).toList(), ends(byImage.values()), negatives,
                random, weights);
    }

    /** Where batches of images end among all captions. */
    private List<Integer> ends(Collection<List<Triplet>> captionsOfImages) {
        int batches = (captionsOfImages.size() + batchSize - 1) / batchSize;
        List<Integer> ends = new ArrayList<>();
        int images = 0;
        int captions = 0;
        for (List<Triplet> ofImage : captionsOfImages) {
            images++;
            captions += ofImage.size();
            if (images == (long) captionsOfImages.size() * (ends.size() + 1) / batches) {
                ends.add(captions);
            }
        }
        return ends;
    }

    /** The batches of one epoch; can be iterated once. */
    final class Epoch implements Iterable<List<Triplet>> {

        private final List<Triplet> triplets;
        private final List<Integer> ends;
        private final Negatives negatives;
        private final RandomGenerator random;
        private final Supplier<ModelWeights> weights;

        /** @param ends where batches end, if they are not of the batch size */
        private Epoch(List<Triplet> triplets, List<Integer> ends, Negatives negatives, RandomGenerator random,
                Supplier<ModelWeights> weights) {
            this.triplets = triplets;
            this.ends = ends;
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
                    int end = ends.isEmpty() ? Math.min(triplets.size(), start + batchSize) : ends.get(batches);
                    batches++;
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
