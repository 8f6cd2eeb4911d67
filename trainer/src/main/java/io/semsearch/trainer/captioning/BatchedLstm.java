package io.semsearch.trainer.captioning;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's LSTM with the products of all places of a text in one, and one pass forward a step.
 *
 * <p>Its own layer multiplies the input at each place, and computes the forward pass again for the gradient. This one
 * has the same parameters, in the same order, and the same results. */
final class BatchedLstm extends LSTM {

    private static final long serialVersionUID = 1;

    private BatchedLstm() {}

    /** @param kept share of the input that dropout keeps */
    static BatchedLstm of(int inputs, int outputs, double kept) {
        BatchedLstm layer = new BatchedLstm();
        layer.setLayerName("lstm");
        layer.setNIn(inputs);
        layer.setNOut(outputs);
        layer.setActivationFn(new ActivationTanH());
        layer.setForgetGateBiasInit(1);
        layer.setIDropout(CaptionerGraph.dropout(kept));
        return layer;
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
            INDArray parameters, boolean initialize, DataType type) {
        return Layers.place(new Batched(conf, type), this, listeners, index, parameters, initialize);
    }

    /** The layer at work. */
    private static final class Batched extends org.deeplearning4j.nn.layers.recurrent.LSTM {

        private static final long serialVersionUID = 1;

        private transient LstmPass pass;

        @SuppressWarnings("NullAway.Init") // the forward pass comes before the backward pass
        Batched(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        public INDArray activate(INDArray given, boolean training, LayerWorkspaceMgr workspaces) {
            setInput(given, workspaces);
            return activate(training, workspaces);
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            applyDropOutIfNecessary(training, workspaces);
            pass = new LstmPass(input, getParam(LSTMParamInitializer.INPUT_WEIGHT_KEY),
                    getParam(LSTMParamInitializer.RECURRENT_WEIGHT_KEY), workspaces);
            return pass.forward(getParam(LSTMParamInitializer.BIAS_KEY));
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            INDArray inputGradient = pass.backward(epsilon, view(LSTMParamInitializer.INPUT_WEIGHT_KEY),
                    view(LSTMParamInitializer.RECURRENT_WEIGHT_KEY), view(LSTMParamInitializer.BIAS_KEY));
            Gradient gradient = new DefaultGradient();
            for (String key : new String[]{LSTMParamInitializer.INPUT_WEIGHT_KEY,
                    LSTMParamInitializer.RECURRENT_WEIGHT_KEY, LSTMParamInitializer.BIAS_KEY}) {
                gradient.gradientForVariable().put(key, view(key));
            }
            return new Pair<>(gradient,
                    backpropDropOutIfPresent(workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, inputGradient)));
        }

        private INDArray view(String key) {
            return Objects.requireNonNull(gradientViews.get(key));
        }
    }
}
