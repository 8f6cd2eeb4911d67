package io.semsearch.operations.encoders;

import io.semsearch.datasets.pickle.Tensor;
import io.semsearch.datasets.pickle.TorchWeightsReader;
import io.semsearch.encoder.resnet.NetworkWeights;
import io.semsearch.encoder.resnet.ResnetGraph;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes an ONNX network of the weights that torchvision gives out. */
final class TorchNetwork {

    private TorchNetwork() {}

    /** True if a file has weights of torch. */
    static boolean isAt(Path file) throws IOException {
        return TorchWeightsReader.isTorchFile(file);
    }

    /** Converts a file.
     *
     * @return the bytes of an ONNX file
     * @throws IOException if it cannot be read, or has weights of a network that is not known */
    static byte[] convert(Path file, Progress progress) throws IOException {
        NetworkWeights weights = new NetworkWeights(file.toString());
        for (Map.Entry<String, Tensor> entry : TorchWeightsReader.read(file, progress).entrySet()) {
            weights.add(entry.getKey(), entry.getValue().shape(), entry.getValue().values());
        }
        return ResnetGraph.write(weights);
    }
}
