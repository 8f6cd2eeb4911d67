package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.SplittableRandom;

/** Masks for dropout (Srivastava et al. 2014): 0 with the given probability, else the inverse of the share that is
 * kept. A step's mask depends on seed and step alone, so that a resumed run draws what the whole one would have. */
final class DropoutMask {

    private static final int BITS = 16;
    private static final int PER_DRAW = Long.SIZE / BITS;

    private final double dropout;
    private final long seed;
    private final int columns;

    DropoutMask(double dropout, long seed, int columns) {
        this.dropout = dropout;
        this.seed = seed;
        this.columns = columns;
    }

    FloatMatrix draw(int rows, int step) {
        SplittableRandom random = new SplittableRandom(seed * 31 + step);
        FloatMatrix mask = FloatMatrix.zeros(rows, columns);
        float[] values = mask.values();
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
        return mask;
    }
}
