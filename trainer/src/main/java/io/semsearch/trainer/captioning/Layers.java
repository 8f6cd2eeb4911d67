package io.semsearch.trainer.captioning;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What Deeplearning4j asks of a layer of one's own. */
final class Layers {

    private Layers() {}

    /** Gives a new layer its place in a network, as the library does for its own.
     *
     * @param index      of the layer in the network
     * @param parameters the layer's part of all parameters
     * @return the same layer */
    static <L extends org.deeplearning4j.nn.layers.BaseLayer<?>> L place(L layer, BaseLayer kind,
            Collection<TrainingListener> listeners, int index, INDArray parameters, boolean initialize) {
        NeuralNetConfiguration configuration = layer.conf();
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        Map<String, INDArray> table = kind.initializer().init(configuration, parameters, initialize);
        layer.setParamTable(table);
        layer.setConf(configuration);
        return layer;
    }
}
