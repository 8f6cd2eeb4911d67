package io.semsearch.trainer.triplet;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.List;

/** Sums over triplets (caption, good image, bad image): the margin ranking loss, and how many are in the right order.
 *
 * <p>The loss of one triplet is {@code max(0, margin - (sim(caption, good) - sim(caption, bad)))}. Not thread-safe. */
public final class TripletMetrics {

    private final double margin;
    private double lossSum;
    private long rightOrder;
    private long triplets;

    /** @param margin how much more similar the good image should be, a difference of cosines */
    public TripletMetrics(double margin) {
        this.margin = margin;
    }

    /** Measures triplets of a dataset.
     *
     * @param images the semantic vectors of the dataset's images, shape [images, semanticDimension] */
    public static TripletMetrics of(EmbeddedDataset dataset, FloatMatrix images, List<Triplet> triplets,
            double margin) {
        TripletMetrics metrics = new TripletMetrics(margin);
        FloatMatrix captions = dataset.embeddings();
        for (Triplet triplet : triplets) {
            metrics.add(captions.dotRows(triplet.caption(), images, triplet.goodImage()),
                    captions.dotRows(triplet.caption(), images, triplet.badImage()));
        }
        return metrics;
    }

    /** Counts one triplet in. */
    public void add(double goodSimilarity, double badSimilarity) {
        lossSum += Math.max(0, margin - (goodSimilarity - badSimilarity));
        rightOrder += goodSimilarity > badSimilarity ? 1 : 0;
        triplets++;
    }

    /** Number of triplets counted. */
    public long triplets() {
        return triplets;
    }

    /** Mean loss.
     *
     * @throws IllegalStateException if no triplet was counted */
    public double loss() {
        return lossSum / requireTriplets();
    }

    /** Share of triplets whose good image is the more similar, in [0, 1].
     *
     * @throws IllegalStateException if no triplet was counted */
    public double accuracy() {
        return (double) rightOrder / requireTriplets();
    }

    private long requireTriplets() {
        if (triplets == 0) {
            throw new IllegalStateException("no triplet was measured");
        }
        return triplets;
    }
}
