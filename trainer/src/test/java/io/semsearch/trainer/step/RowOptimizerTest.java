package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

class RowOptimizerTest {

    private static final int ROWS = 6;
    private static final int COLUMNS = 4;

    private final SplittableRandom random = new SplittableRandom(7);
    private final FloatMatrix table = gaussian();

    static Stream<Optimizer> optimizers() {
        return Stream.of(new Optimizer.Adam(0.01), Optimizer.RelativeAdam.DEFAULT, new Optimizer.Sgd(0.1, 0.9),
                new Optimizer.Sgd(0.1, 0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void allRowsTogetherMoveAsByNd4j(Optimizer optimizer) {
        IUpdater kind = switch (optimizer) {
            case Optimizer.Adam(double rate) -> new Adam(rate);
            case Optimizer.RelativeAdam adam ->
                new Adam(adam.learningRate() * RowOptimizer.rootMeanSquare(table).get(0, 0));
            case Optimizer.Sgd(double rate, double momentum) -> new Nesterovs(rate, momentum);
        };
        INDArray expected = NativeArrays.of(table);
        Map<String, INDArray> state = new HashMap<>();
        optimizer.momentNames().forEach(name -> state.put(name, NativeArrays.of(FloatMatrix.zeros(ROWS, COLUMNS))));
        GradientUpdater<?> updater = kind.instantiate(state, false);
        RowOptimizer rows = new RowOptimizer(table, optimizer, 0, Map.of());

        for (int step = 0; step < 5; step++) {
            FloatMatrix gradients = gaussian();
            INDArray update = NativeArrays.of(gradients);
            updater.applyUpdater(update, step, 0);
            expected.subi(update);
            if (step % 2 == 0) {
                rows.update(IntStream.range(0, ROWS).toArray(), gradients::row, step);
            } else {
                rows.updateAll(gradients.values(), step);
            }
            requireClose(table, NativeArrays.toMatrix(expected));
        }
        updater.getState().forEach((name, moment) -> requireClose(rows.moments().getOrDefault(name, table),
                NativeArrays.toMatrix(moment)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void otherRowsAndTheirMomentsRest(Optimizer optimizer) {
        FloatMatrix before = table.rowRange(0, ROWS);
        RowOptimizer rows = new RowOptimizer(table, optimizer, 0.1, Map.of());

        rows.update(new int[]{4, 1}, gaussian()::row, 0);

        for (int row = 0; row < ROWS; row++) {
            boolean named = row == 4 || row == 1;
            int same = row;
            assertThat(table.row(row)).matches(values -> Arrays.equals(values, before.row(same)) != named);
            optimizer.momentNames().stream().map(name -> rows.moments().getOrDefault(name, before))
                    .forEach(moment -> assertThat(moment.row(same)).matches(values -> (values[0] == 0) != named));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void weightsDecayByLearningRateTimesDecay(Optimizer optimizer) {
        float[] before = table.row(2);
        new RowOptimizer(table, optimizer, 0.5, Map.of()).update(new int[]{2}, place -> new float[COLUMNS], 0);

        for (int i = 0; i < COLUMNS; i++) {
            assertThat(table.get(2, i)).isCloseTo((float) (before[i] * (1 - 0.5 * optimizer.learningRate())),
                    within(1e-6f));
        }
    }

    /** Projection and words differ in size, and both should learn as fast. */
    @Test
    void relativeStepsGrowWithTheInitialValues() {
        FloatMatrix small = table.copy();
        FloatMatrix large = table.copy();
        for (int i = 0; i < large.values().length; i++) {
            large.values()[i] *= 8;
        }
        FloatMatrix gradients = gaussian();
        for (FloatMatrix moved : List.of(small, large)) {
            RowOptimizer rows = new RowOptimizer(moved, Optimizer.RelativeAdam.DEFAULT, 0, Map.of());
            rows.updateAll(gradients.values(), 0);
            assertThat(rows.moments()).containsKeys("M", "V", RowOptimizer.UNIT);
        }

        for (int i = 0; i < table.values().length; i++) {
            assertThat(large.values()[i]).isCloseTo(8 * small.values()[i], within(1e-5f));
            assertThat(small.values()[i]).isNotCloseTo(table.values()[i], within(1e-3f));
        }
    }

    @Test
    void theRateRisesAndFallsToZeroByTheEndOfTheRun() {
        Optimizer.RelativeAdam adam = new Optimizer.RelativeAdam(0.05, 100);

        assertThat(IntStream.range(0, 100).mapToDouble(adam::learningRate).max().orElseThrow())
                .isCloseTo(0.05, within(1e-9));
        assertThat(adam.learningRate(0)).isCloseTo(0.01, within(1e-9));
        assertThat(adam.learningRate(4)).isCloseTo(0.05, within(1e-9));
        assertThat(adam.learningRate(51)).isCloseTo(0.025, within(1e-3));
        assertThat(adam.learningRate(99)).isCloseTo(0, within(1e-9));
        assertThat(Optimizer.RelativeAdam.DEFAULT.learningRate(7)).isEqualTo(0.05);
    }

    /** A run can be restored to an earlier state, so that state must not change with the run. */
    @Test
    void givenMomentsAreCopied() {
        Map<String, FloatMatrix> given = Map.of("M", gaussian(), "V", FloatMatrix.zeros(ROWS, COLUMNS));
        float[] before = given.getOrDefault("M", table).values().clone();
        RowOptimizer rows = new RowOptimizer(table, new Optimizer.Adam(0.1), 0, given);

        assertThat(rows.moments().getOrDefault("M", table).values()).containsExactly(before);
        rows.update(new int[]{0, 1}, gaussian()::row, 0);
        assertThat(given.getOrDefault("M", table).values()).containsExactly(before);
    }

    private static void requireClose(FloatMatrix found, FloatMatrix expected) {
        for (int i = 0; i < found.values().length; i++) {
            assertThat(found.values()[i]).isCloseTo(expected.values()[i], within(1e-6f));
        }
    }

    private FloatMatrix gaussian() {
        FloatMatrix matrix = FloatMatrix.zeros(ROWS, COLUMNS);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
