package io.semsearch.trainer.captioning;

import io.semsearch.captioning.CaptionerWeights;
import io.semsearch.trainer.backend.NativeArrays;
import io.semsearch.trainer.captioning.PreparedCaptions.Batch;
import io.semsearch.vector.FloatMatrix;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

/** Takes the steps of a training run: gradient, clipping, Adam, the moving average of the weights. Not thread-safe.
 *
 * <p>All weights together are one row, and so are their gradient, Adam's moments and the average. */
final class CaptionerStep implements AutoCloseable {

    private final CaptionerConfig config;
    private final PreparedCaptions data;
    private final ComputationGraph graph;
    /** The network's own, as one row. */
    private final INDArray weights;
    private final AdamUpdater adam;
    private final INDArray moments;
    private final INDArray average;
    private int steps;

    CaptionerStep(CaptionerConfig config, PreparedCaptions data) {
        this.config = config;
        this.data = data;
        graph = CaptionerGraph.create(config, data.features().values().columns(), data.vocabulary().size(),
                DataType.FLOAT);
        weights = graph.params().reshape(1, graph.numParams());
        adam = new AdamUpdater(new Adam(config.step().learningRate()));
        moments = Nd4j.zeros(DataType.FLOAT, 1, 2 * graph.numParams());
        adam.setStateViewArray(moments, new long[]{1, graph.numParams()}, 'c', true);
        average = weights.dup();
    }

    /** Takes one step.
     *
     * @return the mean loss of a word, before the step */
    double step(Batch batch) {
        int words = batch.words();
        try (INDArray images = NativeArrays.of(data.features().values().selectRows(batch.images()));
                INDArray inputs = inTime(batch.inputs());
                INDArray labels = inTime(batch.labels());
                INDArray mask = NativeArrays.of(batch.mask())) {
            graph.setInputs(images, inputs);
            graph.setLabels(labels);
            graph.setLayerMaskArrays(null, new INDArray[]{mask});
            graph.computeGradientAndScore();
            descend(words);
            return graph.score() * batch.images().length / words;
        } finally {
            graph.clear();
        }
    }

    private void descend(int words) {
        INDArray gradient = graph.getFlattenedGradients().reshape(1, weights.length());
        double length = gradient.norm2Number().doubleValue() / words;
        gradient.muli(Math.min(1, config.step().clip() / length) / words);
        adam.applyUpdater(gradient, steps, 0);
        weights.subi(gradient);
        steps++;
        // at first the average follows closely, so that it forgets the random start
        double kept = Math.min(config.step().averaging(), (steps - 1.0) / (steps + 9.0));
        average.muli(kept);
        Nd4j.getBlasWrapper().level1().axpy(weights.length(), 1 - kept, weights, average);
    }

    /** Makes further steps smaller. */
    void setLearningRate(double rate) {
        adam.getConfig().setLearningRate(rate);
    }

    /** The averaged weights, for features as they are. */
    CaptionerWeights averagedWeights() {
        try (INDArray last = weights.dup()) {
            weights.assign(average);
            CaptionerWeights averaged = CaptionerGraph.weights(graph, config.architecture());
            weights.assign(last);
            return data.features().unnormalized(averaged);
        }
    }

    /** All that a further step depends on. */
    CaptionerState state() {
        return new CaptionerState(row(weights), row(average), row(moments), steps);
    }

    /** Sets all that a further step depends on.
     *
     * @throws IllegalArgumentException if it is of another network */
    void restore(CaptionerState state) {
        set(weights, state.weights());
        set(average, state.average());
        set(moments, state.moments());
        steps = state.steps();
    }

    @Override
    public void close() {
        average.close();
        moments.close();
        graph.close();
    }

    private static INDArray inTime(FloatMatrix rows) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, rows.rows(), 1, rows.columns());
        NativeArrays.write(array, rows.values());
        return array;
    }

    private static FloatMatrix row(INDArray values) {
        return FloatMatrix.wrap(1, (int) values.length(), values.data().asFloat());
    }

    private static void set(INDArray target, FloatMatrix values) {
        if (values.columns() != target.length()) {
            throw new IllegalArgumentException(
                    "the run has " + values.columns() + " values, this network has " + target.length());
        }
        try (INDArray source = NativeArrays.of(values)) {
            target.assign(source);
        }
    }
}
