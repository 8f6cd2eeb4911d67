package io.semsearch.trainer;

import java.util.SplittableRandom;

/** Masks for dropout (Srivastava et al. 2014): 0 with the given probability, else the inverse of the share that is
 * kept. A step's mask depends on seed and step alone, so that a resumed run draws what the whole one would have. */
final class DropoutMask {

    private static final int BITS = 16;
    private static final int PER_DRAW = Long.SIZE / BITS;

    private final double dropout;
    private final long seed;

    DropoutMask(double dropout, long seed) {
        this.dropout = dropout;
        this.seed = seed;
    }

    /** @param values a mask of any size, to be filled */
    void draw(float[] values, int step) {
        SplittableRandom random = new SplittableRandom(seed * 31 + step);
        int threshold = (int) Math.round(dropout * (1 << BITS));
        int kept = Float.floatToRawIntBits((float) (1 / (1 - dropout)));
        for (int i = 0; i < values.length; i += PER_DRAW) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(values.length, i + PER_DRAW); j++) {
                // no branch, which would be guessed wrong each third time and take four times as long: the sign of the
                // difference, all ones if the feature is left out
                int left = ((int) (bits & 0xffff) - threshold) >> (Integer.SIZE - 1);
                values[j] = Float.intBitsToFloat(kept & ~left);
                bits >>>= BITS;
            }
        }
    }
}
