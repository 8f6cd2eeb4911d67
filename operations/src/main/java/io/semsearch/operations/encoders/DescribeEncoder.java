package io.semsearch.operations.encoders;

import io.semsearch.encoder.onnx.CandidateTensor;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.FeatureTensor;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.NetworkImport;
import io.semsearch.encoder.onnx.NetworkInput;
import io.semsearch.encoder.onnx.OnnxNetwork;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Describes an encoder, or a network that could become one: its input, and the tensors that could serve as
 * features. */
public final class DescribeEncoder {

    private DescribeEncoder() {}

    /** What to describe.
     *
     * @param subject the name of an installed encoder, or the path of a network
     * @param store   of the installed encoders
     * @param input   how a network takes its photos, for its size */
    public record Options(String subject, EncoderStore store, InputChoice input) {}

    /** @param recipe     empty for a network that is not installed
     * @param input      of the network
     * @param features   the feature tensor that an import takes
     * @param candidates tensors that could serve as features, in the order of their computation */
    public record Result(Optional<EncoderRecipe> recipe, NetworkInput input, FeatureTensor features,
            List<CandidateTensor> candidates) {

        /** Copies. */
        public Result {
            candidates = List.copyOf(candidates);
        }
    }

    /** Runs the operation.
     *
     * @throws IOException if there is no such encoder or network, or it cannot be read */
    public static Result run(Options options) throws IOException {
        Path file = Path.of(options.subject());
        Optional<EncoderRecipe> recipe = Optional.empty();
        InputChoice input = options.input();
        if (!Files.isRegularFile(file)) {
            EncoderRecipe installed = options.store().recipe(options.subject());
            file = options.store().existing(options.subject()).resolve(installed.network().file());
            recipe = Optional.of(installed);
            input = input.withSize(installed.input().size());
        }
        OnnxNetwork network = ImportEncoder.read(file, input.tensor(), Progress.NONE);
        return new Result(recipe, network.input(), FeatureTensor.of(network),
                new NetworkImport(network, input).candidates());
    }
}
