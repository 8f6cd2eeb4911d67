package io.semsearch.vector;

/** A matrix that many small ones are multiplied by, kept in the form that the product reads. Immutable; thread-safe. */
public final class FixedMatrix {

    private static final int TILE_COLUMNS = 256;
    private static final int BLOCK = 4;

    private final int rows;
    private final int columns;
    /** [tile][row, padded to whole blocks][column in the tile]. */
    private final float[][][] tiles;

    /** Copies a matrix. */
    public FixedMatrix(FloatMatrix matrix) {
        rows = matrix.rows();
        columns = matrix.columns();
        int paddedRows = (rows + BLOCK - 1) / BLOCK * BLOCK;
        tiles = new float[(columns + TILE_COLUMNS - 1) / TILE_COLUMNS][paddedRows][];
        for (int tile = 0; tile < tiles.length; tile++) {
            int width = Math.min(TILE_COLUMNS, columns - tile * TILE_COLUMNS);
            for (int row = 0; row < paddedRows; row++) {
                tiles[tile][row] = new float[width];
                if (row < rows) {
                    System.arraycopy(matrix.values(), row * columns + tile * TILE_COLUMNS, tiles[tile][row], 0, width);
                }
            }
        }
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Adds the product of a matrix and this one to a third, on this thread.
     *
     * @param left shape [n, rows]
     * @param sum  shape [n, columns]; changed
     * @throws IllegalArgumentException if the shapes do not fit */
    public void addProduct(FloatMatrix left, FloatMatrix sum) {
        if (left.columns() != rows || sum.columns() != columns || sum.rows() != left.rows()) {
            throw new IllegalArgumentException("cannot add [" + left.rows() + ", " + left.columns() + "] times [" + rows
                    + ", " + columns + "] to [" + sum.rows() + ", " + sum.columns() + "]");
        }
        if (rows == 0) {
            return;
        }
        for (int row = 0; row < left.rows(); row += BLOCK) {
            addRows(left, sum, row, Math.min(BLOCK, left.rows() - row));
        }
    }

    private void addRows(FloatMatrix left, FloatMatrix sum, int from, int count) {
        int paddedRows = (rows + BLOCK - 1) / BLOCK * BLOCK;
        float[][] leftRows = new float[count][paddedRows];
        for (int i = 0; i < count; i++) {
            System.arraycopy(left.values(), (from + i) * rows, leftRows[i], 0, rows);
        }
        for (int tile = 0; tile < tiles.length; tile++) {
            float[][] sums = new float[count][tiles[tile][0].length];
            for (int k = 0; k < paddedRows; k += BLOCK) {
                if (count == BLOCK) {
                    MatrixProduct.addBlock(leftRows, k, tiles[tile], sums);
                } else {
                    for (int i = 0; i < count; i++) {
                        addRow(leftRows[i], k, tiles[tile], sums[i]);
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                int target = (from + i) * columns + tile * TILE_COLUMNS;
                for (int j = 0; j < sums[i].length; j++) {
                    sum.values()[target + j] += sums[i][j];
                }
            }
        }
    }

    private static void addRow(float[] a, int k, float[][] b, float[] sums) {
        float a0 = a[k];
        float a1 = a[k + 1];
        float a2 = a[k + 2];
        float a3 = a[k + 3];
        float[] b0 = b[k];
        float[] b1 = b[k + 1];
        float[] b2 = b[k + 2];
        float[] b3 = b[k + 3];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]))));
        }
    }
}
