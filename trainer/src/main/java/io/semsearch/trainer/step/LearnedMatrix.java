package io.semsearch.trainer.step;

import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.vector.FloatMatrix;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** A matrix of weights during training: the native array that the graph reads, and the optimizer that updates it. Not
 * thread-safe. */
sealed interface LearnedMatrix extends AutoCloseable {

    /** Chooses the implementation by device: on the processor the optimizer in Java is faster; on a GPU, weights and
     * gradients should stay there.
     *
     * @param start   copied
     * @param moments of the optimizer, by name; copied; missing ones are those before the first step */
    static LearnedMatrix of(TrainingConfig config, FloatMatrix start, Map<String, FloatMatrix> moments) {
        return NativeArrays.isOnProcessor()
                ? new OnProcessor(config, start, moments)
                : new OnDevice(config, start, moments);
    }

    /** Shape [rows, columns]; always the same array. */
    INDArray array();

    /** A copy of the weights. */
    FloatMatrix weights();

    /** Copies of the optimizer's moments, by name. */
    Map<String, FloatMatrix> moments();

    /** Takes one step.
     *
     * @param gradient of the loss with respect to the matrix, of its shape; overwritten
     * @param step     number of updates before this one */
    void update(INDArray gradient, int step);

    @Override
    void close();

    /** Computes updates in Java, and copies the result to the native array. */
    final class OnProcessor implements LearnedMatrix {

        private final FloatMatrix weights;
        private final INDArray array;
        private final RowOptimizer optimizer;
        private final float[] gradients;

        OnProcessor(TrainingConfig config, FloatMatrix start, Map<String, FloatMatrix> moments) {
            this.weights = start.copy();
            this.array = NativeArrays.of(weights);
            this.optimizer = new RowOptimizer(weights, config.optimizer(), config.regularization().weightDecay(),
                    moments);
            this.gradients = new float[weights.values().length];
        }

        @Override
        public INDArray array() {
            return array;
        }

        @Override
        public FloatMatrix weights() {
            return weights.copy();
        }

        @Override
        public Map<String, FloatMatrix> moments() {
            Map<String, FloatMatrix> copies = new TreeMap<>();
            optimizer.moments().forEach((name, moment) -> copies.put(name, moment.copy()));
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
    }

    /** Computes updates with ND4J's updaters, on the device. */
    final class OnDevice implements LearnedMatrix {

        private final INDArray array;
        private final GradientUpdater<?> updater;
        private final TrainingConfig config;
        /** The root mean square of the initial values, for relative steps. */
        private final FloatMatrix unit;

        OnDevice(TrainingConfig config, FloatMatrix start, Map<String, FloatMatrix> moments) {
            this.config = config;
            this.array = NativeArrays.of(start);
            this.unit = moments.getOrDefault(RowOptimizer.UNIT, RowOptimizer.rootMeanSquare(start));
            IUpdater kind = switch (config.optimizer()) {
                case Optimizer.Adam adam -> new Adam(adam.learningRate());
                case Optimizer.RelativeAdam adam -> new Adam(1, Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY,
                        Adam.DEFAULT_ADAM_BETA2_VAR_DECAY, RowOptimizer.RELATIVE_EPSILON);
                case Optimizer.Sgd sgd -> new Nesterovs(sgd.learningRate(), sgd.momentum());
            };
            Map<String, INDArray> state = new HashMap<>();
            for (String name : config.optimizer().momentNames()) {
                state.put(name, NativeArrays.of(moments.getOrDefault(name,
                        FloatMatrix.zeros(array.rows(), array.columns()))));
            }
            this.updater = kind.instantiate(state, false);
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
            if (config.optimizer() instanceof Optimizer.RelativeAdam) {
                copies.put(RowOptimizer.UNIT, unit.copy());
            }
            return copies;
        }

        @Override
        public void update(INDArray gradient, int step) {
            updater.applyUpdater(gradient, step, 0);
            if (config.optimizer() instanceof Optimizer.RelativeAdam adam) {
                gradient.muli(adam.learningRate(step) * unit.get(0, 0));
            }
            double kept = 1 - config.optimizer().learningRate(step) * config.regularization().weightDecay();
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
