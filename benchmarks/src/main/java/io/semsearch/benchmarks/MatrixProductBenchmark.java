package io.semsearch.benchmarks;

import io.semsearch.vector.FloatMatrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Times the similarities of 500 queries with 8,000 images of 300 dimensions, 2.4 GFLOP: ours, and OpenBLAS through
 * ND4J. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatrixProductBenchmark {

    private FloatMatrix queries = FloatMatrix.zeros(0, 0);
    private FloatMatrix images = FloatMatrix.zeros(0, 0);
    private INDArray nativeQueries = Nd4j.empty();
    private INDArray nativeImages = Nd4j.empty();

    /** Draws both operands at random. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        queries = gaussian(random, 500, 300);
        images = gaussian(random, 300, 8_000);
        nativeQueries = Nd4j.create(queries.values(), new long[]{500, 300}, 'c');
        nativeImages = Nd4j.create(images.values(), new long[]{300, 8_000}, 'c');
    }

    /** Plain Java, on all processors. */
    @Benchmark
    public FloatMatrix plainJava() {
        return queries.multiply(images);
    }

    /** OpenBLAS, on all processors. */
    @Benchmark
    public long nd4j() {
        try (INDArray product = nativeQueries.mmul(nativeImages)) {
            return product.length();
        }
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
