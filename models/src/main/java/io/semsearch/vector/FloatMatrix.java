package io.semsearch.vector;

import java.util.Arrays;

/** A dense matrix of 32-bit floats, row-major, shape [rows, columns].
 *
 * <p>At most 2^31 - 1 values. Safe to read from many threads while no thread writes. */
public final class FloatMatrix {

    private final int rows;
    private final int columns;
    private final float[] values;

    private FloatMatrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** A matrix of zeros.
     *
     * @throws IllegalArgumentException if a dimension is negative or the matrix would hold more than 2^31 - 1 values */
    public static FloatMatrix zeros(int rows, int columns) {
        return new FloatMatrix(rows, columns, new float[checkedSize(rows, columns)]);
    }

    /** Wraps an array: shared, not copied.
     *
     * @param values row-major, of length rows x columns
     * @throws IllegalArgumentException if the length differs */
    public static FloatMatrix wrap(int rows, int columns, float[] values) {
        if (values.length != checkedSize(rows, columns)) {
            throw new IllegalArgumentException(
                    "a [" + rows + ", " + columns + "] matrix needs " + (long) rows * columns + " values, got "
                            + values.length);
        }
        return new FloatMatrix(rows, columns, values);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** All values, row-major: the array itself, shared. */
    public float[] values() {
        return values;
    }

    /** The value at a row and column, both counted from 0. */
    public float get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of a row. */
    public float[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** Copies a vector into a row. */
    public void setRow(int row, float[] vector) {
        if (vector.length != columns) {
            throw new IllegalArgumentException("a row has " + columns + " values, got " + vector.length);
        }
        System.arraycopy(vector, 0, values, row * columns, columns);
    }

    /** A deep copy. */
    public FloatMatrix copy() {
        return new FloatMatrix(rows, columns, values.clone());
    }

    /** A new matrix of the given rows of this one, in the given order. */
    public FloatMatrix selectRows(int[] selected) {
        FloatMatrix result = zeros(selected.length, columns);
        for (int i = 0; i < selected.length; i++) {
            System.arraycopy(values, selected[i] * columns, result.values, i * columns, columns);
        }
        return result;
    }

    /** A new matrix of the rows {@code from} (inclusive) to {@code to} (exclusive). */
    public FloatMatrix rowRange(int from, int to) {
        return new FloatMatrix(to - from, columns, Arrays.copyOfRange(values, from * columns, to * columns));
    }

    /** Inner product of a row of this matrix and a row of another with as many columns. */
    public double dotRows(int row, FloatMatrix other, int otherRow) {
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += (double) values[row * columns + i] * other.values[otherRow * columns + i];
        }
        return sum;
    }

    /** Inner product of two rows, equal to the last bit to the value that {@link #multiply} computes of them. */
    public float dotAsProduct(int row, FloatMatrix other, int otherRow) {
        return MatrixProduct.sum(values, row * columns, other.values, otherRow * columns, columns);
    }

    /** Scales every row to unit length, in place.
     *
     * @return the first row whose length is zero or not finite, which is left unchanged; -1 if there is none */
    public int l2NormalizeRows() {
        int failed = -1;
        for (int row = rows - 1; row >= 0; row--) {
            if (!Vectors.l2Normalize(values, row * columns, columns)) {
                failed = row;
            }
        }
        return failed;
    }

    /** The transpose, shape [columns, rows]. */
    public FloatMatrix transpose() {
        FloatMatrix result = zeros(columns, rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result.values[column * rows + row] = values[row * columns + column];
            }
        }
        return result;
    }

    /** The matrix product, shape [rows, right.columns], computed on all processors.
     *
     * <p>The result does not depend on the number of threads.
     *
     * @throws IllegalArgumentException if the number of columns differs from the number of rows of {@code right} */
    public FloatMatrix multiply(FloatMatrix right) {
        FloatMatrix product = zeros(rows, right.columns);
        multiplyInto(product, right);
        return product;
    }

    /** The same, into a matrix of that shape, whose values do not matter.
     *
     * @throws IllegalArgumentException if the shapes do not fit */
    public void multiplyInto(FloatMatrix product, FloatMatrix right) {
        if (columns != right.rows || product.rows != rows || product.columns != right.columns) {
            throw new IllegalArgumentException("cannot multiply [" + rows + ", " + columns + "] by [" + right.rows
                    + ", " + right.columns + "]");
        }
        MatrixProduct.compute(this, right, product);
    }

    private static int checkedSize(int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a matrix of [" + rows + ", " + columns
                    + "] values cannot be held: at most 2^31 - 9 values fit");
        }
        return rows * columns;
    }
}
