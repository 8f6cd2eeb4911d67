package io.semsearch.encoder;

/** Edge statistics of an image: orientations of edges, and pairs of edges that are close to each other. */
final class EdgeStatistics {

    /** Offsets between the edges of a pair, right and down, in pixels. */
    private static final int[][] STEPS = {{2, 0}, {0, 2}, {2, 2}, {-2, 2}, {4, 0}, {0, 4}, {4, 4}, {-4, 4}, {8, 0},
            {0, 8}, {8, 8},
            {-8, 8}, {16, 0}, {0, 16}};

    /** Numbers the unordered pairs of orientations; shape [6, 6], symmetric. */
    private static final int[] PAIR_NUMBER = pairNumbers();

    static final int PAIRS = Edges.ORIENTATIONS * (Edges.ORIENTATIONS + 1) / 2;

    private EdgeStatistics() {}

    /** Adds the mean strength of each orientation in each quarter of the image.
     *
     * @param start index of the first of 4 x 6 values */
    static void addQuarters(Edges edges, float[] features, int start) {
        float weight = 4f / (edges.width * edges.height);
        for (int y = 0; y < edges.height; y++) {
            for (int x = 0; x < edges.width; x++) {
                int i = y * edges.width + x;
                if (edges.orientation[i] < 0) {
                    continue;
                }
                int quarter = 2 * (2 * y / edges.height) + 2 * x / edges.width;
                int cell = start + quarter * Edges.ORIENTATIONS;
                features[cell + edges.orientation[i]] += weight * edges.own[i];
                features[cell + (edges.orientation[i] + 1) % Edges.ORIENTATIONS] += weight * edges.next[i];
            }
        }
    }

    /** Adds the mean product of strengths of each pair of orientations, for each step.
     *
     * @param start index of the first of 14 x 21 values */
    static void addPairs(Edges edges, float[] features, int start) {
        for (int step = 0; step < STEPS.length; step++) {
            addPairs(edges, STEPS[step][0], STEPS[step][1], features, start + step * PAIRS);
        }
    }

    private static void addPairs(Edges edges, int right, int down, float[] features, int start) {
        float[] products = new float[Edges.ORIENTATIONS * Edges.ORIENTATIONS];
        int fromX = Math.max(0, -right);
        int toX = edges.width - Math.max(0, right);
        for (int y = 0; y + down < edges.height; y++) {
            for (int x = fromX; x < toX; x++) {
                int i = y * edges.width + x;
                int j = i + down * edges.width + right;
                int a = edges.orientation[i];
                int b = edges.orientation[j];
                if (a < 0 || b < 0) {
                    continue;
                }
                int nextA = a == Edges.ORIENTATIONS - 1 ? 0 : a + 1;
                int nextB = b == Edges.ORIENTATIONS - 1 ? 0 : b + 1;
                products[a * Edges.ORIENTATIONS + b] += edges.own[i] * edges.own[j];
                products[a * Edges.ORIENTATIONS + nextB] += edges.own[i] * edges.next[j];
                products[nextA * Edges.ORIENTATIONS + b] += edges.next[i] * edges.own[j];
                products[nextA * Edges.ORIENTATIONS + nextB] += edges.next[i] * edges.next[j];
            }
        }
        for (int k = 0; k < products.length; k++) {
            features[start + PAIR_NUMBER[k]] += products[k] / (edges.width * edges.height);
        }
    }

    private static int[] pairNumbers() {
        int[] numbers = new int[Edges.ORIENTATIONS * Edges.ORIENTATIONS];
        int number = 0;
        for (int a = 0; a < Edges.ORIENTATIONS; a++) {
            for (int b = a; b < Edges.ORIENTATIONS; b++) {
                numbers[a * Edges.ORIENTATIONS + b] = number;
                numbers[b * Edges.ORIENTATIONS + a] = number;
                number++;
            }
        }
        return numbers;
    }
}
