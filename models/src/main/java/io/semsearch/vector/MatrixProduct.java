package io.semsearch.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The product of two row-major matrices, in a form that the JIT compiler vectorizes.
 *
 * <p>The inner loop combines four rows of the product with four rows of the right operand: each loaded value is used
 * four times, and no sum is carried between iterations. Its arrays are as long as the loop, so the JIT compiler removes
 * bounds checks. Each value of the product is summed in a fixed order, however the work is divided. {@code benchmarks}
 * compares it with a native library. */
final class MatrixProduct {

    /** Size of a task's tile: columns of the right operand, and rows of the left one. A tile fits into the caches. */
    private static final int TILE_COLUMNS = 256;
    private static final int TILE_ROWS = 1024;
    private static final int BLOCK = 4;

    private final FloatMatrix left;
    private final FloatMatrix right;
    private final FloatMatrix product;

    private MatrixProduct(FloatMatrix left, FloatMatrix right, FloatMatrix product) {
        this.left = left;
        this.right = right;
        this.product = product;
    }

    static void compute(FloatMatrix left, FloatMatrix right, FloatMatrix product) {
        MatrixProduct task = new MatrixProduct(left, right, product);
        int across = ceilDivide(right.columns(), TILE_COLUMNS);
        int down = ceilDivide(left.rows(), TILE_ROWS);
        IntStream.range(0, across * down).parallel()
                .forEach(tile -> task.multiplyTile(tile / across * TILE_ROWS, tile % across * TILE_COLUMNS));
    }

    private void multiplyTile(int fromRow, int fromColumn) {
        int width = Math.min(TILE_COLUMNS, right.columns() - fromColumn);
        int toRow = Math.min(left.rows(), fromRow + TILE_ROWS);
        int depth = left.columns();
        // padded with zeros to whole blocks
        int paddedDepth = ceilDivide(depth, BLOCK) * BLOCK;
        float[][] rightRows = new float[paddedDepth][width];
        for (int k = 0; k < depth; k++) {
            System.arraycopy(right.values(), k * right.columns() + fromColumn, rightRows[k], 0, width);
        }
        float[][] leftRows = new float[BLOCK][paddedDepth];
        float[][] sums = new float[BLOCK][width];
        for (int row = fromRow; row < toRow; row += BLOCK) {
            int rows = Math.min(BLOCK, toRow - row);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(left.values(), (row + i) * depth, leftRows[i], 0, depth);
                Arrays.fill(sums[i], 0);
            }
            for (int k = 0; k < paddedDepth; k += BLOCK) {
                addBlock(leftRows, k, rightRows, sums);
            }
            for (int i = 0; i < rows; i++) {
                System.arraycopy(sums[i], 0, product.values(), (row + i) * right.columns() + fromColumn, width);
            }
        }
    }

    static void addBlock(float[][] a, int k, float[][] b, float[][] sums) {
        float a00 = a[0][k];
        float a01 = a[0][k + 1];
        float a02 = a[0][k + 2];
        float a03 = a[0][k + 3];
        float a10 = a[1][k];
        float a11 = a[1][k + 1];
        float a12 = a[1][k + 2];
        float a13 = a[1][k + 3];
        float a20 = a[2][k];
        float a21 = a[2][k + 1];
        float a22 = a[2][k + 2];
        float a23 = a[2][k + 3];
        float a30 = a[3][k];
        float a31 = a[3][k + 1];
        float a32 = a[3][k + 2];
        float a33 = a[3][k + 3];
        float[] b0 = b[k];
        float[] b1 = b[k + 1];
        float[] b2 = b[k + 2];
        float[] b3 = b[k + 3];
        float[] s0 = sums[0];
        float[] s1 = sums[1];
        float[] s2 = sums[2];
        float[] s3 = sums[3];
        for (int j = 0; j < s0.length; j++) {
            float v0 = b0[j];
            float v1 = b1[j];
            float v2 = b2[j];
            float v3 = b3[j];
            s0[j] = Math.fma(a03, v3, Math.fma(a02, v2, Math.fma(a01, v1, Math.fma(a00, v0, s0[j]))));
            s1[j] = Math.fma(a13, v3, Math.fma(a12, v2, Math.fma(a11, v1, Math.fma(a10, v0, s1[j]))));
            s2[j] = Math.fma(a23, v3, Math.fma(a22, v2, Math.fma(a21, v1, Math.fma(a20, v0, s2[j]))));
            s3[j] = Math.fma(a33, v3, Math.fma(a32, v2, Math.fma(a31, v1, Math.fma(a30, v0, s3[j]))));
        }
    }

    /** One value of a product, summed in the same order. */
    static float sum(float[] left, int leftStart, float[] right, int rightStart, int depth) {
        float sum = 0;
        for (int k = 0; k < depth; k++) {
            sum = Math.fma(left[leftStart + k], right[rightStart + k], sum);
        }
        return sum;
    }

    private static int ceilDivide(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
