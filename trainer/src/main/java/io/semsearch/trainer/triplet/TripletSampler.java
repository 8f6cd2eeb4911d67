package io.semsearch.trainer.triplet;

import io.semsearch.text.EmbeddedDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws triplets with random negatives: every caption once, in random order, each with an image drawn uniformly from
 * all others. */
public final class TripletSampler {

    private final EmbeddedDataset captions;
    private final int images;

    /**
     * @param captions with their images, from all of which negatives are drawn
     * @throws IllegalArgumentException if there is no caption, or no second image to compare with */
    public TripletSampler(EmbeddedDataset captions) {
        int images = captions.images().size();
        if (captions.size() == 0) {
            throw new IllegalArgumentException("no caption has an embedding: none of their words has a vector");
        }
        if (images < 2) {
            throw new IllegalArgumentException("a triplet needs at least 2 images, got " + images);
        }
        this.captions = captions;
        this.images = images;
    }

    /** Draws the triplets of one epoch, one per caption.
     *
     * @return a new list, which the caller may modify */
    public List<Triplet> sample(RandomGenerator random) {
        List<Triplet> triplets = new ArrayList<>(captions.size());
        for (int caption = 0; caption < captions.size(); caption++) {
            int good = captions.imageRow(caption);
            // drawn from all rows but the good one: numbers from the good one on mean the next row
            int other = random.nextInt(images - 1);
            triplets.add(new Triplet(caption, good, other < good ? other : other + 1));
        }
        Collections.shuffle(triplets, random);
        return triplets;
    }
}
