package io.semsearch.trainer.captioning;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Deeplearning4j's output layer for the words of a caption, with one product by the vocabulary's weights a step.
 *
 * <p>Its own layer multiplies once for the gradient and again for the loss, and makes a vector as long as the
 * vocabulary of each label. This one takes both from one product; it differs in nothing else. */
final class WordOutput extends RnnOutputLayer {

    private static final long serialVersionUID = 1;

    private WordOutput() {}

    /** @param kept share of the input that dropout keeps */
    static WordOutput of(int inputs, int words, double kept) {
        WordOutput layer = new WordOutput();
        layer.setLayerName("word");
        layer.setNIn(inputs);
        layer.setNOut(words);
        layer.setActivationFn(new ActivationSoftmax());
        layer.setLossFn(new LossSparseMCXENT());
        layer.setRnnDataFormat(RNNFormat.NCW);
        layer.setIDropout(CaptionerGraph.dropout(kept));
        return layer;
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
            INDArray parameters, boolean initialize, DataType type) {
        return Layers.place(new OneProduct(conf, type), this, listeners, index, parameters, initialize);
    }

    /** The layer at work. */
    private static final class OneProduct extends org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer {

        private static final long serialVersionUID = 1;

        private double loss = Double.NaN;

        OneProduct(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray unused, LayerWorkspaceMgr workspaces) {
            INDArray input3d = input;
            input = TimeSeriesUtils.reshape3dTo2d(input3d, workspaces, ArrayType.BP_WORKING_MEM);
            applyDropOutIfNecessary(true, workspaces);
            INDArray w = getParam(DefaultParamInitializer.WEIGHT_KEY);
            // column-major [vocabulary, words]: every product reads and writes arrays in the order that BLAS has
            INDArray delta = workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, w.dataType(),
                    new long[]{w.size(1), input.size(0)}, 'f');
            Nd4j.gemm(w, input, delta, true, true, 1, 0);
            INDArray byWord = delta.transpose();
            byWord.addiRowVector(getParam(DefaultParamInitializer.BIAS_KEY));
            Nd4j.exec(new SoftMax(byWord, byWord, -1));
            subtractLabels(byWord, getLabels2d(workspaces, ArrayType.BP_WORKING_MEM));
            Gradient gradient = new DefaultGradient();
            INDArray weights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
            Nd4j.gemm(input, delta, weights, true, true, 1, 0);
            gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
            INDArray bias = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
            byWord.sum(bias, 0);
            gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, bias);
            INDArray epsilon = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, w.dataType(),
                    new long[]{input.size(0), w.size(0)}, 'f');
            Nd4j.gemm(delta, w, epsilon, true, true, 1, 0);
            epsilon = backpropDropOutIfPresent(epsilon);
            input = input3d;
            return new Pair<>(gradient, TimeSeriesUtils.reshape2dTo3d(epsilon, input3d.size(0), workspaces,
                    ArrayType.ACTIVATION_GRAD));
        }

        /** Makes the gradient of the loss by the logits from the probabilities, and sums the loss.
         *
         * @param probabilities shape [words, vocabulary]; changed
         * @param labels        the number of each right word */
        private void subtractLabels(INDArray probabilities, INDArray labels) {
            loss = 0;
            for (long row = 0; row < probabilities.size(0); row++) {
                if (maskArray != null && maskArray.getDouble(row) == 0) {
                    probabilities.getRow(row).assign(0);
                    continue;
                }
                long label = labels.getLong(row);
                double probability = probabilities.getDouble(row, label);
                loss -= Math.log(Math.max(probability, Double.MIN_NORMAL));
                probabilities.putScalar(row, label, probability - 1);
            }
        }

        /** The loss of the step that the gradient was computed in; without one, Deeplearning4j's. */
        @Override
        public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
            if (Double.isNaN(loss)) {
                return super.computeScore(regularization, training, workspaces);
            }
            score = loss / getInputMiniBatchSize() + regularization;
            loss = Double.NaN;
            return score;
        }
    }
}
