package io.semsearch.trainer.triplet;

import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.List;

/** Margin ranking loss and accuracy over triplets.
 *
 * <p>The loss of one triplet is {@code max(0, margin - (sim(caption, good) - sim(caption, bad)))}. Not thread-safe. */
public final class TripletMetrics {

    private final double margin;
    private double lossSum;
    private long rightOrder;
    private long triplets;

    /** @param margin by how much the good image should be more similar, a difference of cosines */
    public TripletMetrics(double margin) {
        this.margin = margin;
    }

    /** Measures triplets of a dataset, its captions embedded by its own embedder.
     *
     * @param images the semantic vectors of the dataset's images, shape [images, semanticDimension], unit length */
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

    /** Adds one triplet.
     *
     * @param goodSimilarity cosine of caption and good image
     * @param badSimilarity  cosine of caption and bad image */
    public void add(double goodSimilarity, double badSimilarity) {
        lossSum += Math.max(0, margin - (goodSimilarity - badSimilarity));
        rightOrder += goodSimilarity > badSimilarity ? 1 : 0;
        triplets++;
    }

    /** Number of triplets. */
    public long triplets() {
        return triplets;
    }

    /** Mean loss.
     *
     * @throws IllegalStateException if there is no triplet */
    public double loss() {
        return lossSum / requireTriplets();
    }

    /** Share of triplets whose good image is more similar than the bad one, in [0, 1].
     *
     * @throws IllegalStateException if there is no triplet */
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
