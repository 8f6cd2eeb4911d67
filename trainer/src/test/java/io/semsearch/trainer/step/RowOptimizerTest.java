package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.HashMap;
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
        return Stream.of(new Optimizer.Adam(0.01), new Optimizer.Sgd(0.1, 0.9), new Optimizer.Sgd(0.1, 0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void allRowsTogetherMoveAsByNd4j(Optimizer optimizer) {
        IUpdater kind = switch (optimizer) {
            case Optimizer.Adam(double rate) -> new Adam(rate);
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
            rows.moments().values()
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
