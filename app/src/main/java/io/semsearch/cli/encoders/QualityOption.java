package io.semsearch.cli.encoders;

import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.encoders.ImportEncoder;
import picocli.CommandLine.Option;

/** {@code --quality}: how much of a network goes into a vector. */
final class QualityOption {

    @Option(names = "--quality", paramLabel = "fast|good|best",
            description = "fast: the network's feature tensor; good: also maps of earlier layers, and the mirrored "
                    + "photo; best: also a second size. A photo takes 1, 2 and about 5 runs' time. Default: good.")
    private Quality quality = ImportEncoder.Options.DEFAULT_QUALITY;

    Quality quality() {
        return quality;
    }
}
