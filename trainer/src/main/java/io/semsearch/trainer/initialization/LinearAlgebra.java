package io.semsearch.trainer.initialization;

import org.bytedeco.openblas.global.openblas;

/** Matrix products, Cholesky factors, triangular systems and eigenvectors of row-major matrices, computed by
 * OpenBLAS. */
final class LinearAlgebra {

    private LinearAlgebra() {}

    /** Adds {@code left' right} to {@code sum}.
     *
     * @param left  shape [n, rows]
     * @param right shape [n, columns]
     * @param sum   shape [rows, columns]; modified */
    static void addTransposedProduct(double[] left, double[] right, int n, int rows, int columns, double[] sum) {
        openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasTrans, openblas.CblasNoTrans, rows, columns, n, 1,
                left, rows, right, columns, 1, sum, columns);
    }

    /** {@code left right}.
     *
     * @param left  shape [rows, n]
     * @param right shape [n, columns] */
    static double[] product(double[] left, double[] right, int rows, int n, int columns) {
        double[] product = new double[rows * columns];
        openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasNoTrans, rows, columns, n, 1,
                left, n, right, columns, 0, product, columns);
        return product;
    }

    /** {@code matrix matrix'}.
     *
     * @param matrix shape [rows, columns] */
    static double[] squared(double[] matrix, int rows, int columns) {
        double[] product = new double[rows * rows];
        openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasTrans, rows, rows, columns,
                1, matrix, columns, matrix, columns, 0, product, rows);
        return product;
    }

    /** Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor L; the rest stays.
     *
     * @param matrix shape [n, n]; modified
     * @throws IllegalArgumentException if it is not positive definite */
    static void cholesky(double[] matrix, int n) {
        int failed = openblas.LAPACKE_dpotrf(openblas.LAPACK_ROW_MAJOR, (byte) 'L', n, matrix, n);
        if (failed != 0) {
            throw new IllegalArgumentException("a covariance is not positive definite (at " + failed
                    + "): are the features or the captions all alike?");
        }
    }

    /** Replaces B by {@code L^-1 B}, or by {@code L'^-1 B}.
     *
     * @param factor L, lower triangular, shape [n, n]
     * @param right  B, shape [n, columns]; modified */
    static void solve(double[] factor, int n, double[] right, int columns, boolean transposed) {
        openblas.cblas_dtrsm(openblas.CblasRowMajor, openblas.CblasLeft, openblas.CblasLower,
                transposed ? openblas.CblasTrans : openblas.CblasNoTrans, openblas.CblasNonUnit, n, columns, 1, factor,
                n, right, columns);
    }

    /** Replaces B by {@code B L'^-1}.
     *
     * @param factor L, lower triangular, shape [n, n]
     * @param left   B, shape [rows, n]; modified */
    static void solveFromRight(double[] factor, int n, double[] left, int rows) {
        openblas.cblas_dtrsm(openblas.CblasRowMajor, openblas.CblasRight, openblas.CblasLower, openblas.CblasTrans,
                openblas.CblasNonUnit, rows, n, 1, factor, n, left, n);
    }

    /** Replaces a symmetric matrix by its eigenvectors, one per column, in ascending order of their eigenvalues.
     *
     * @param matrix shape [n, n]; only its lower triangle is read; modified
     * @return the eigenvalues, ascending */
    static double[] eigen(double[] matrix, int n) {
        double[] values = new double[n];
        int failed = openblas.LAPACKE_dsyevd(openblas.LAPACK_ROW_MAJOR, (byte) 'V', (byte) 'L', n, matrix, n, values);
        if (failed != 0) {
            throw new IllegalStateException("the eigenvectors were not found (LAPACK's info is " + failed + ")");
        }
        return values;
    }
}
