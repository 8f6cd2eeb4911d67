package io.semsearch.indexer.graph;

import java.util.Arrays;

/** The neighbours of each node on one level of a graph, up to a maximum, and their scores. The row of a node lists
 * first the neighbours that were chosen together, nearest first, then those that were added since.
 *
 * <p>Different threads may write the rows of different nodes at the same time. */
final class Links {

    private static final int ROW_BITS = 12;
    private static final int ROWS_PER_BLOCK = 1 << ROW_BITS;

    /** The nodes of the level, ascending; empty if it has all of them. */
    private final int[] nodes;
    private final int size;
    private final int most;
    /** Each row is the number of neighbours, followed by the neighbours. */
    private final int[][] neighbours;
    private float[][] scores;
    /** By row: number of neighbours that were chosen together. */
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

    /** Empty rows for the nodes 0 to {@code size - 1}. */
    static Links ofAll(int size, int most) {
        return new Links(new int[0], size, most);
    }

    /** Empty rows for some nodes, which are ascending. */
    static Links of(int[] nodes, int most) {
        return new Links(nodes, nodes.length, most);
    }

    int size() {
        return size;
    }

    int most() {
        return most;
    }

    /** The nodes of the level, ascending, shared; empty if it has all of them. */
    int[] nodes() {
        return nodes;
    }

    /** The row of a node. */
    int row(int node) {
        return nodes.length == 0 ? node : Arrays.binarySearch(nodes, node);
    }

    /** The array that holds a row, from {@link #start} on. */
    int[] block(int row) {
        return neighbours[row >> ROW_BITS];
    }

    int start(int row) {
        return (row & (ROWS_PER_BLOCK - 1)) * (most + 1);
    }

    /** Copies a row as candidates; those that were chosen together are marked.
     *
     * @return the number of neighbours */
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

    /** Replaces a row by neighbours that were chosen together. */
    void write(int node, int[] diverse, float[] theirScores, int count) {
        int row = row(node);
        block(row)[start(row)] = 0;
        append(node, diverse, theirScores, count);
        chosen[row] = (short) count;
    }

    /** Adds neighbours at the end of a row.
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

    /** Adds a neighbour at the end of a row.
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
     * @return the replaced one */
    int replaceLast(int node, int neighbour) {
        int row = row(node);
        int[] block = block(row);
        int last = start(row) + block[start(row)];
        int before = block[last];
        block[last] = neighbour;
        return before;
    }

    /** Releases the scores, which only {@link #write} needs: rows can no longer be replaced afterwards. */
    void forgetScores() {
        scores = new float[0][];
        chosen = new short[0];
    }
}
