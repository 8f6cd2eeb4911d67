package io.semsearch.trainer.triplet;

/** One comparison to learn: the caption should be more similar to its own image than to another.
 *
 * @param caption   row of the caption's embedding
 * @param goodImage row of the image that the caption describes
 * @param badImage  row of another image */
public record Triplet(int caption, int goodImage, int badImage) {

    /** @throws IllegalArgumentException if good and bad are one image */
    public Triplet {
        if (goodImage == badImage) {
            throw new IllegalArgumentException(
                    "the bad image must be another than the good one, got row " + goodImage + " for both");
        }
    }
}
