package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Updates some rows of a table, those of the words of a batch; the moments of the others rest.
 *
 * <p>The rules are those of ND4J's Adam and Nesterov updaters. Not thread-safe. */
final class RowOptimizer {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final FloatMatrix table;
    private final Optimizer optimizer;
    private final double weightDecay;
    private final Map<String, FloatMatrix> moments = new TreeMap<>();

    /**
     * @param table   changed by every update
     * @param moments by name, {@code M} and {@code V}, copied; those that are missing are 0 */
    RowOptimizer(FloatMatrix table, Optimizer optimizer, double weightDecay, Map<String, FloatMatrix> moments) {
        this.table = table;
        this.optimizer = optimizer;
        this.weightDecay = weightDecay;
        for (String name : optimizer.momentNames()) {
            FloatMatrix start = moments.getOrDefault(name, FloatMatrix.zeros(table.rows(), table.columns()));
            this.moments.put(name, start.rowRange(0, start.rows()));
        }
    }

    /** What is remembered of earlier gradients, by name; shared. */
    Map<String, FloatMatrix> moments() {
        return moments;
    }

    /**
     * @param rows      different ones
     * @param gradients one row for each, perhaps more rows
     * @param step      updates before this one */
    void update(int[] rows, float[] gradients, int step) {
        switch (optimizer) {
            case Optimizer.Adam adam -> {
                float[] m = values("M");
                float[] v = values("V");
                double rate = adam.learningRate() * Math.sqrt(1 - Math.pow(BETA2, step + 1.0))
                        / (1 - Math.pow(BETA1, step + 1.0));
                each(rows, (i, gradient) -> {
                    m[i] = (float) (BETA1 * m[i] + (1 - BETA1) * gradient);
                    v[i] = (float) (BETA2 * v[i] + (1 - BETA2) * gradient * gradient);
                    return rate * m[i] / (Math.sqrt(v[i]) + EPSILON);
                }, gradients);
            }
            case Optimizer.Sgd sgd -> {
                float[] v = values("V");
                each(rows, (i, gradient) -> {
                    double before = v[i];
                    v[i] = (float) (sgd.momentum() * before - sgd.learningRate() * gradient);
                    return sgd.momentum() * before - (1 + sgd.momentum()) * v[i];
                }, gradients);
            }
        }
    }

    private interface Rule {

        /** @return what is subtracted */
        double update(int index, float gradient);
    }

    private void each(int[] rows, Rule rule, float[] gradients) {
        int columns = table.columns();
        float[] values = table.values();
        double kept = 1 - optimizer.learningRate() * weightDecay;
        IntStream.range(0, rows.length).parallel().forEach(row -> {
            for (int column = 0; column < columns; column++) {
                int i = rows[row] * columns + column;
                values[i] = (float) (kept * values[i] - rule.update(i, gradients[row * columns + column]));
            }
        });
    }

    private float[] values(String name) {
        FloatMatrix moment = moments.get(name);
        if (moment == null) {
            throw new IllegalStateException("no moment " + name);
        }
        return moment.values();
    }
}
