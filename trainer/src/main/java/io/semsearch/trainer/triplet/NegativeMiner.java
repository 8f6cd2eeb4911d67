package io.semsearch.trainer.triplet;

import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds hard negatives: the images of a pool that are most similar to a caption under the current weights. */
public final class NegativeMiner {

    private final PreparedData data;
    private final int pool;

    /** @param pool number of images to choose from, drawn for each search; all images, if there are fewer */
    public NegativeMiner(PreparedData data, int pool) {
        this.data = data;
        this.pool = Math.min(pool, data.scaledFeatures().rows());
    }

    /** Replaces the bad images of triplets by harder ones. A triplet is unchanged if no image of the pool qualifies.
     *
     * @param negatives {@link Negatives#SEMI_HARD} or {@link Negatives#HARDEST}
     * @param weights   the current weights
     * @param random    draws the pool */
    public List<Triplet> mine(List<Triplet> triplets, Negatives negatives, ModelWeights weights,
            RandomGenerator random) {
        int[] candidates = random.ints(0, data.scaledFeatures().rows()).distinct().limit(pool).toArray();
        FloatMatrix columns = vectors(candidates, weights).transpose();
        FloatMatrix good = vectors(triplets.stream().mapToInt(Triplet::goodImage).toArray(), weights);
        FloatMatrix captions = data.dataset().embeddings(triplets.stream().mapToInt(Triplet::caption).toArray(),
                data.embedder(weights));
        FloatMatrix similarities = captions.multiply(columns);
        return IntStream.range(0, triplets.size()).parallel().mapToObj(i -> {
            Triplet triplet = triplets.get(i);
            double bound = negatives == Negatives.SEMI_HARD ? captions.dotRows(i, good, i) : Double.POSITIVE_INFINITY;
            int found = hardest(similarities, i, candidates, triplet.goodImage(), bound);
            return found < 0 ? triplet : new Triplet(triplet.caption(), triplet.goodImage(), found);
        }).toList();
    }

    /** The most similar candidate other than the good image, with a similarity below a bound; -1 if there is none. */
    private static int hardest(FloatMatrix similarities, int row, int[] candidates, int goodImage, double bound) {
        int found = -1;
        float best = Float.NEGATIVE_INFINITY;
        for (int column = 0; column < candidates.length; column++) {
            float similarity = similarities.get(row, column);
            if (similarity > best && similarity < bound && candidates[column] != goodImage) {
                best = similarity;
                found = candidates[column];
            }
        }
        return found;
    }

    private FloatMatrix vectors(int[] imageRows, ModelWeights weights) {
        FloatMatrix vectors = data.scaledFeatures().selectRows(imageRows).multiply(weights.projection());
        vectors.l2NormalizeRows();
        return vectors;
    }
}
