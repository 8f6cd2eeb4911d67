package io.semsearch.operations.encoders;

import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.DataFileException;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.FeatureTensor;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.NetworkImport;
import io.semsearch.encoder.onnx.OnnxNetwork;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes an encoder of an image network: a classifier as well as one that gives features. */
public final class ImportEncoder {

    private ImportEncoder() {}

    /** What to import.
     *
     * @param file    the network: ONNX, or weights of a ResNet as torchvision gives them out
     * @param store   where the encoder is installed
     * @param name    the encoder's; empty for the file's name without its extension
     * @param input   how photos are prepared
     * @param quality how much of the network goes into a vector
     * @param output  the feature tensor; empty for the one that is found
     * @param source  where the network is from; empty for the file's name and digest
     * @param licence of its weights; empty if not known */
    public record Options(Path file, EncoderStore store, Optional<String> name, InputChoice input, Quality quality,
            Optional<String> output, String source, String licence) {

        /** Of a vector where nobody says otherwise. */
        public static final Quality DEFAULT_QUALITY = Quality.GOOD;

        /** The family of a network where nobody says otherwise. */
        public static final Preset DEFAULT_PRESET = Preset.IMAGENET;

        /** @throws IllegalArgumentException if the name is none for an encoder */
        public Options {
            name.ifPresent(EncoderRecipe::requireName);
        }

        /** With the defaults. */
        public static Options of(Path file, EncoderStore store) {
            return new Options(file, store, Optional.empty(), InputChoice.of(DEFAULT_PRESET), DEFAULT_QUALITY,
                    Optional.empty(), "", "");
        }
    }

    /** @param recipe    of the encoder
     * @param features  the feature tensor, and why this one
     * @param installed false if the same encoder was there already */
    public record Result(EncoderRecipe recipe, FeatureTensor features, boolean installed) {}

    /** Runs the operation.
     *
     * @throws DataFileException if the file is no network that can be used, or another encoder has the name
     * @throws IOException       if it cannot be read, or the store not be written */
    public static Result run(Options options, OperationListener listener) throws IOException {
        OnnxNetwork network = read(options.file(), options.input().tensor(), new CancellableProgress(listener));
        NetworkImport.Imported imported = new NetworkImport(network, options.input()).run(origin(options),
                options.quality(), options.output());
        imported.remarks().forEach(listener::onRemark);
        boolean installed = options.store().install(imported.recipe(), imported.network());
        return new Result(imported.recipe(), imported.features(), installed);
    }

    /** Reads a network in any of the forms that are known. */
    static OnnxNetwork read(Path file, Optional<String> input, Progress progress) throws IOException {
        return TorchNetwork.isAt(file)
                ? OnnxNetwork.parse(TorchNetwork.convert(file, progress), file.toString(), input)
                : OnnxNetwork.read(file, input);
    }

    private static NetworkImport.Origin origin(Options options) throws IOException {
        String file = options.file().getFileName().toString();
        String source = options.source().isEmpty()
                ? file + ", SHA-256 " + Sha256.of(options.file())
                : options.source();
        int extension = file.lastIndexOf('.');
        String name = options.name().orElse(extension > 0 ? file.substring(0, extension) : file);
        return new NetworkImport.Origin(EncoderRecipe.requireName(name), source, options.licence());
    }
}
