package io.semsearch.trainer.backend;

import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How fast this machine multiplies matrices in training. With unsuitable kernels for its processor, OpenBLAS reaches a
 * third of what is usual, or less.
 *
 * @param gigaflops billions of additions and multiplications in a second, of single precision */
public record MatrixSpeed(double gigaflops) {

    private static final int SIZE = 1024;
    private static final int REPETITIONS = 5;

    /** Measures; takes some tenths of a second. {@link Backend#select} must have selected the device. */
    public static MatrixSpeed measure() {
        try (INDArray left = Nd4j.rand(SIZE, SIZE); INDArray right = Nd4j.rand(SIZE, SIZE)) {
            double best = 0;
            for (int i = 0; i < REPETITIONS; i++) {
                long start = System.nanoTime();
                left.mmul(right).close();
                best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - start));
            }
            return new MatrixSpeed(best);
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f GFLOP/s", gigaflops);
    }
}
