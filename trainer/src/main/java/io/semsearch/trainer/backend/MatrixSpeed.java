package io.semsearch.trainer.backend;

import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How fast this processor multiplies matrices in training.
 *
 * @param kernels       OpenBLAS's name of the code that it chose for this processor: {@code Prescott} is slow anywhere
 * @param gigaflops     billions of additions and multiplications in a second, of single precision */
public record MatrixSpeed(String kernels, double gigaflops) {

    private static final int SIZE = 1024;
    private static final int REPETITIONS = 5;

    /** Measures; takes some tenths of a second. {@link Backend#select} must have selected the processor. */
    public static MatrixSpeed measure() {
        try (BytePointer name = openblas.openblas_get_corename();
                INDArray left = Nd4j.rand(SIZE, SIZE);
                INDArray right = Nd4j.rand(SIZE, SIZE)) {
            double best = 0;
            for (int i = 0; i < REPETITIONS; i++) {
                long start = System.nanoTime();
                left.mmul(right).close();
                best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - start));
            }
            return new MatrixSpeed(name.getString(), best);
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s kernels, %.0f GFLOP/s", kernels, gigaflops);
    }
}
