package io.semsearch.trainer.triplet;

/** A comparison to learn from: the caption should be more similar to its own image than to another.
 *
 * @param caption   row of the caption in its dataset
 * @param goodImage row of the image that the caption describes
 * @param badImage  row of another image, the negative */
public record Triplet(int caption, int goodImage, int badImage) {

    /** @throws IllegalArgumentException if both images are the same */
    public Triplet {
        if (goodImage == badImage) {
            throw new IllegalArgumentException(
                    "the bad image must be another than the good one, got row " + goodImage + " for both");
        }
    }
}
