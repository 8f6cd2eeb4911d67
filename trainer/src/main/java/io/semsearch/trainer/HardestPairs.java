package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The most similar wrong pairs of a batch, by its similarities [B, B], caption by image.
 *
 * <p>Of equals the first is taken. Where all captions describe one image nothing is wrong: then each is its own. */
final class HardestPairs {

    /** Columns that one thread looks at: a row's share fills whole cache lines. */
    private static final int BLOCK = 64;

    private HardestPairs() {}

    /** For each caption the most similar image that it does not describe.
     *
     * @param imageRows the image of each row and column */
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

    /** For each image the most similar caption that does not describe it.
     *
     * @param imageRows the image of each row and column */
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
