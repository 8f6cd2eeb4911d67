package io.semsearch.trainer.step;

import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the most similar wrong pairs of a batch from its similarities [B, B], caption by image.
 *
 * <p>The first of several equally similar ones is chosen. If all captions describe one image there is no wrong pair,
 * and the result is each row itself. */
final class HardestPairs {

    /** Columns per thread: a multiple of a cache line. */
    private static final int BLOCK = 64;

    private HardestPairs() {}

    /** For each caption, the most similar image that it does not describe.
     *
     * @param imageRows the image of each row and column
     * @return columns, shape [B] */
    static int[] images(FloatMatrix similarities, int[] imageRows) {
        int size = imageRows.length;
        float[] values = similarities.values();
        int[] hardest = new int[size];
        IntStream.range(0, size).parallel().forEach(row -> {
            float greatest = Float.NEGATIVE_INFINITY;
            int found = row;
            for (int column = 0; column < size; column++) {
                float similarity = values[row * size + column];
                if (similarity > greatest && imageRows[column] != imageRows[row]) {
                    greatest = similarity;
                    found = column;
                }
            }
            hardest[row] = found;
        });
        return hardest;
    }

    /** For each image, the most similar caption that does not describe it.
     *
     * @param imageRows the image of each row and column
     * @return rows, shape [B] */
    static int[] captions(FloatMatrix similarities, int[] imageRows) {
        int size = imageRows.length;
        float[] values = similarities.values();
        int[] hardest = IntStream.range(0, size).toArray();
        float[] greatest = new float[size];
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        IntStream.range(0, (size + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int end = Math.min(size, (block + 1) * BLOCK);
            for (int row = 0; row < size; row++) {
                for (int column = block * BLOCK; column < end; column++) {
                    float similarity = values[row * size + column];
                    if (similarity > greatest[column] && imageRows[column] != imageRows[row]) {
                        greatest[column] = similarity;
                        hardest[column] = row;
                    }
                }
            }
        });
        return hardest;
    }
}
