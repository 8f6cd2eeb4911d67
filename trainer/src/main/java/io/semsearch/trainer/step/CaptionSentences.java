package io.semsearch.trainer.step;

import io.semsearch.trainer.triplet.Triplet;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The captions of a batch as sentences: their vectors minus the mean of the training captions, with dropout. */
final class CaptionSentences {

    private static final double DROPOUT = 0.1;
    /** Other draws than those for features. */
    private static final long SALT = 0x73656e74656e6365L;

    private final ShortenedCaptions captions;
    private final float[] mean;
    private final DropoutMask dropout;

    /** @param mean is subtracted; shared */
    CaptionSentences(ShortenedCaptions captions, float[] mean, long seed) {
        this.captions = captions;
        this.mean = mean;
        this.dropout = new DropoutMask(DROPOUT, seed ^ SALT);
    }

    /** Writes the rows of a batch.
     *
     * @param rows shape [B, encoder's dimension] or longer; overwritten, with zeros after the batch
     * @param step number of updates before this one */
    void fill(List<Triplet> batch, float[] rows, int step) {
        dropout.draw(rows, step);
        IntStream.range(0, batch.size()).parallel().forEach(row -> {
            int caption = batch.get(row).caption();
            FloatMatrix vectors = captions.sentences(caption, step);
            for (int i = 0; i < mean.length; i++) {
                rows[row * mean.length + i] *= vectors.get(caption, i) - mean[i];
            }
        });
        Arrays.fill(rows, batch.size() * mean.length, rows.length, 0);
    }
}
