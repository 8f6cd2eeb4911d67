package io.semsearch.trainer.triplet;

import io.semsearch.text.EmbeddedDataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws triplets with random negatives: every caption once, in random order, against an image drawn from all others. */
public final class TripletSampler {

    private final EmbeddedDataset captions;
    private final int images;

    /**
     * @param captions with their images, all of which may be drawn
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

    /** Triplets of one epoch: as many as captions. */
    public List<Triplet> sample(RandomGenerator random) {
        List<Triplet> triplets = new ArrayList<>(captions.size());
        for (int caption = 0; caption < captions.size(); caption++) {
            int good = captions.imageRow(caption);
            // a draw among the others: the rows from the good one on stand for their successors
            int other = random.nextInt(images - 1);
            triplets.add(new Triplet(caption, good, other < good ? other : other + 1));
        }
        Collections.shuffle(triplets, random);
        return triplets;
    }
}
