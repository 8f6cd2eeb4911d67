package io.semsearch.indexer;

import java.util.Arrays;

/** Who is whose neighbour on one level of a graph: of each node at most so many, with their scores: those that were
 * chosen from each other, nearest first, and then those that came since.
 *
 * <p>Rows of different nodes may be written by different threads at once. */
final class Links {

    private static final int ROW_BITS = 12;
    private static final int ROWS_PER_BLOCK = 1 << ROW_BITS;

    /** Of the level, rising; empty for all. */
    private final int[] nodes;
    private final int size;
    private final int most;
    /** Of each row: how many neighbours, and then they. */
    private final int[][] neighbours;
    private float[][] scores;
    /** Of each row: how many neighbours were chosen from each other. */
    private short[] chosen;

    private Links(int[] nodes, int size, int most) {
        this.nodes = nodes;
        this.size = size;
        this.most = most;
        int blocks = (size + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
        this.neighbours = new int[blocks][];
        this.scores = new float[blocks][];
        this.chosen = new short[size];
        for (int block = 0; block < blocks; block++) {
            int rows = Math.min(ROWS_PER_BLOCK, size - block * ROWS_PER_BLOCK);
            neighbours[block] = new int[rows * (most + 1)];
            scores[block] = new float[rows * most];
        }
    }

    /** None yet, of the nodes 0 to {@code size - 1}. */
    static Links ofAll(int size, int most) {
        return new Links(new int[0], size, most);
    }

    /** None yet, of some nodes, rising. */
    static Links of(int[] nodes, int most) {
        return new Links(nodes, nodes.length, most);
    }

    int size() {
        return size;
    }

    int most() {
        return most;
    }

    /** Rising; shared; empty for all. */
    int[] nodes() {
        return nodes;
    }

    /** The row of a node. */
    int row(int node) {
        return nodes.length == 0 ? node : Arrays.binarySearch(nodes, node);
    }

    /** The array that a row lies in: from {@link #start} on, first their number, then the neighbours. */
    int[] block(int row) {
        return neighbours[row >> ROW_BITS];
    }

    int start(int row) {
        return (row & (ROWS_PER_BLOCK - 1)) * (most + 1);
    }

    /** Copies a row; those that were chosen from each other are marked.
     *
     * @return how many neighbours it has */
    int read(int node, long[] into) {
        int row = row(node);
        int[] block = block(row);
        int start = start(row);
        float[] theirScores = scores[row >> ROW_BITS];
        int scoresStart = scoresStart(row);
        for (int i = 0; i < block[start]; i++) {
            long neighbour = Candidate.of(block[start + 1 + i], theirScores[scoresStart + i]);
            into[i] = i < chosen[row] ? Candidate.marked(neighbour) : neighbour;
        }
        return block[start];
    }

    private int scoresStart(int row) {
        return (row & (ROWS_PER_BLOCK - 1)) * most;
    }

    /** Replaces a row by neighbours that were chosen from each other. */
    void write(int node, int[] diverse, float[] theirScores, int count) {
        int row = row(node);
        block(row)[start(row)] = 0;
        append(node, diverse, theirScores, count);
        chosen[row] = (short) count;
    }

    /** Puts neighbours behind the others of a node.
     *
     * @return false if there is no room for all of them */
    boolean append(int node, int[] more, float[] theirScores, int count) {
        int row = row(node);
        int[] block = block(row);
        int start = start(row);
        int before = block[start];
        if (before + count > most) {
            return false;
        }
        System.arraycopy(more, 0, block, start + 1 + before, count);
        System.arraycopy(theirScores, 0, scores[row >> ROW_BITS], scoresStart(row) + before, count);
        block[start] = before + count;
        return true;
    }

    /** Puts a neighbour behind the others of a node.
     *
     * @return false if there is no room */
    boolean append(int node, int neighbour) {
        int row = row(node);
        int[] block = block(row);
        int start = start(row);
        if (block[start] == most) {
            return false;
        }
        block[start + ++block[start]] = neighbour;
        return true;
    }

    /** Replaces the last neighbour of a node.
     *
     * @return which one it was */
    int replaceLast(int node, int neighbour) {
        int row = row(node);
        int[] block = block(row);
        int last = start(row) + block[start(row)];
        int before = block[last];
        block[last] = neighbour;
        return before;
    }

    /** Forgets the scores, which only {@link #write} needs: rows can no longer be replaced. */
    void forgetScores() {
        scores = new float[0][];
        chosen = new short[0];
    }
}
