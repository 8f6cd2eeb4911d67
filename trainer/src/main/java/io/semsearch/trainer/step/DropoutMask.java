package io.semsearch.trainer.step;

import java.util.SplittableRandom;

/** Draws masks for dropout (Srivastava et al. 2014): 0 with probability p, otherwise 1 / (1 - p). A mask depends only
 * on the seed and the step, so a resumed run draws the same masks as an uninterrupted one. */
final class DropoutMask {

    private static final int BITS = 16;
    private static final int PER_DRAW = Long.SIZE / BITS;

    private final double dropout;
    private final long seed;

    DropoutMask(double dropout, long seed) {
        this.dropout = dropout;
        this.seed = seed;
    }

    /** Draws the mask of a step.
     *
     * @param values any number of them; overwritten */
    void draw(float[] values, int step) {
        SplittableRandom random = new SplittableRandom(seed * 31 + step);
        int threshold = (int) Math.round(dropout * (1 << BITS));
        int kept = Float.floatToRawIntBits((float) (1 / (1 - dropout)));
        for (int i = 0; i < values.length; i += PER_DRAW) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(values.length, i + PER_DRAW); j++) {
                // branch-free: a branch would be mispredicted one time in three and take four times as long. The sign
                // of the difference is all ones where the feature is dropped
                int left = ((int) (bits & 0xffff) - threshold) >> (Integer.SIZE - 1);
                values[j] = Float.intBitsToFloat(kept & ~left);
                bits >>>= BITS;
            }
        }
    }
}
