package io.semsearch.evaluation;

import java.util.SplittableRandom;

/** Which of two equally similar rows of a gallery counts as found first: the one that a permutation, drawn by a seed,
 * puts first.
 *
 * <p>The right answer is neither favoured nor disfavoured: among n wrong answers of its similarity it has, over the
 * seeds, n / 2 before it. A model that finds all images equally similar scores at chance. Immutable. */
final class TieBreak {

    private final int[] places;

    private TieBreak(int[] places) {
        this.places = places;
    }

    static TieBreak ofSeed(int rows, long seed) {
        return new TieBreak(permutation(rows, seed));
    }

    /** The numbers from 0 to {@code rows - 1}, shuffled. */
    static int[] permutation(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] permutation = new int[rows];
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(i + 1);
            permutation[i] = permutation[other];
            permutation[other] = i;
        }
        return permutation;
    }

    boolean isBefore(int row, int other) {
        return places[row] < places[other];
    }
}
