package io.semsearch.trainer;

import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The projection while it is learned: an array that the graph reads, and the optimizer that changes it. */
sealed interface LearnedProjection extends AutoCloseable {

    /** What suits the device: the faster optimizer is Java's, but on a card neither weights nor gradient should leave
     * it. */
    static LearnedProjection of(TrainingConfig config, TrainingState start) {
        return NativeArrays.isOnProcessor() ? new OnProcessor(config, start) : new OnDevice(config, start);
    }

    /** M, shape [F, D]: the same array all the time. */
    INDArray array();

    /** A copy of the weights. */
    FloatMatrix weights();

    /** Copies of what the optimizer remembers of earlier gradients, by name. */
    Map<String, FloatMatrix> moments();

    /** Takes one step.
     *
     * @param gradient overwritten
     * @param step     updates before this one */
    void update(INDArray gradient, int step);

    @Override
    void close();

    /** Computes in Java, and copies the result. */
    final class OnProcessor implements LearnedProjection {

        private final FloatMatrix weights;
        private final INDArray array;
        private final RowOptimizer optimizer;
        private final float[] gradients;

        OnProcessor(TrainingConfig config, TrainingState start) {
            this.weights = copy(start.projection());
            this.array = NativeArrays.of(weights);
            this.optimizer = new RowOptimizer(weights, config.optimizer(), config.regularization().weightDecay(),
                    start.moments());
            this.gradients = new float[weights.values().length];
        }

        @Override
        public INDArray array() {
            return array;
        }

        @Override
        public FloatMatrix weights() {
            return copy(weights);
        }

        @Override
        public Map<String, FloatMatrix> moments() {
            Map<String, FloatMatrix> copies = new TreeMap<>();
            optimizer.moments().forEach((name, moment) -> copies.put(name, copy(moment)));
            return copies;
        }

        @Override
        public void update(INDArray gradient, int step) {
            NativeArrays.read(gradient, gradients);
            optimizer.updateAll(gradients, step);
            NativeArrays.write(array, weights.values());
        }

        @Override
        public void close() {
            array.close();
        }

        private static FloatMatrix copy(FloatMatrix matrix) {
            return matrix.rowRange(0, matrix.rows());
        }
    }

    /** Computes with ND4J's updaters. */
    final class OnDevice implements LearnedProjection {

        private final INDArray array;
        private final GradientUpdater<?> updater;
        private final double kept;

        OnDevice(TrainingConfig config, TrainingState start) {
            this.array = NativeArrays.of(start.projection());
            IUpdater kind = switch (config.optimizer()) {
                case Optimizer.Adam adam -> new Adam(adam.learningRate());
                case Optimizer.Sgd sgd -> new Nesterovs(sgd.learningRate(), sgd.momentum());
            };
            Map<String, INDArray> moments = new HashMap<>();
            for (String name : config.optimizer().momentNames()) {
                moments.put(name, NativeArrays.of(start.moments().getOrDefault(name,
                        FloatMatrix.zeros(array.rows(), array.columns()))));
            }
            this.updater = kind.instantiate(moments, false);
            this.kept = 1 - config.optimizer().learningRate() * config.regularization().weightDecay();
        }

        @Override
        public INDArray array() {
            return array;
        }

        @Override
        public FloatMatrix weights() {
            return NativeArrays.toMatrix(array);
        }

        @Override
        public Map<String, FloatMatrix> moments() {
            Map<String, FloatMatrix> copies = new TreeMap<>();
            updater.getState().forEach((name, moment) -> copies.put(name, NativeArrays.toMatrix(moment)));
            return copies;
        }

        @Override
        public void update(INDArray gradient, int step) {
            updater.applyUpdater(gradient, step, 0);
            if (kept < 1) {
                array.muli(kept);
            }
            array.subi(gradient);
        }

        @Override
        public void close() {
            updater.getState().values().forEach(INDArray::close);
            array.close();
        }
    }
}
