package io.semsearch.trainer;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds bad images that the model, as it stands, takes for good ones. */
final class NegativeMiner {

    private final EmbeddedDataset dataset;
    private final FloatMatrix scaled;
    private final int pool;

    /**
     * @param scaled features of the dataset's images
     * @param pool   number of images that negatives are chosen from */
    NegativeMiner(EmbeddedDataset dataset, FloatMatrix scaled, int pool) {
        this.dataset = dataset;
        this.scaled = scaled;
        this.pool = Math.min(pool, scaled.rows());
    }

    /** The triplets with other bad images, where the pool has one that suits.
     *
     * @param projection for scaled features */
    List<Triplet> mine(List<Triplet> triplets, Negatives negatives, FloatMatrix projection, CaptionEmbedder embedder,
            RandomGenerator random) {
        int[] candidates = random.ints(0, scaled.rows()).distinct().limit(pool).toArray();
        FloatMatrix columns = vectors(candidates, projection).transpose();
        FloatMatrix good = vectors(triplets.stream().mapToInt(Triplet::goodImage).toArray(), projection);
        FloatMatrix captions = dataset.embeddings(triplets.stream().mapToInt(Triplet::caption).toArray(), embedder);
        FloatMatrix similarities = captions.multiply(columns);
        return IntStream.range(0, triplets.size()).parallel().mapToObj(i -> {
            Triplet triplet = triplets.get(i);
            double bound = negatives == Negatives.SEMI_HARD ? captions.dotRows(i, good, i) : Double.POSITIVE_INFINITY;
            int found = hardest(similarities, i, candidates, triplet.goodImage(), bound);
            return found < 0 ? triplet : new Triplet(triplet.caption(), triplet.goodImage(), found);
        }).toList();
    }

    /** The most similar candidate below a bound, other than the good image; -1 if there is none. */
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

    private FloatMatrix vectors(int[] rows, FloatMatrix projection) {
        FloatMatrix vectors = scaled.selectRows(rows).multiply(projection);
        vectors.l2NormalizeRows();
        return vectors;
    }
}
