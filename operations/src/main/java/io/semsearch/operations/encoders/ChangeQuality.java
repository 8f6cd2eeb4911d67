package io.semsearch.operations.encoders;

import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.NetworkImport;
import io.semsearch.encoder.onnx.OnnxNetwork;
import io.semsearch.encoder.onnx.PhotoInput;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.OperationListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Makes an encoder of an installed one that takes more or less of the same network. It is installed too, since
 * features name their encoder, and later photos need it. */
public final class ChangeQuality {

    private ChangeQuality() {}

    /** What to change.
     *
     * @param store   of the installed encoders
     * @param encoder name of an installed encoder
     * @param quality of the encoder that is wanted */
    public record Options(EncoderStore store, String encoder, Quality quality) {}

    /** Runs the operation.
     *
     * @return the name of an installed encoder: a new one, or one that is there
     * @throws IllegalArgumentException if it is the built-in encoder, which has one quality
     * @throws IOException              if there is no such encoder, it cannot be read, or the store not be written */
    public static String run(Options options, OperationListener listener) throws IOException {
        if (options.encoder().equals(new BuiltinImageEncoder().id().name())) {
            throw new IllegalArgumentException("--quality is for encoders of networks, got " + options.encoder()
                    + ", which has one quality: name another with --encoder");
        }
        EncoderStore store = options.store();
        EncoderRecipe recipe = store.recipe(options.encoder());
        Path file = store.existing(options.encoder()).resolve(recipe.network().file());
        OnnxNetwork network = OnnxNetwork.read(file, Optional.of(recipe.input().tensor()));
        String name = recipe.name() + "-" + options.quality().name().toLowerCase(Locale.ROOT);
        NetworkImport.Imported other = new NetworkImport(network, choice(recipe.input())).run(
                new NetworkImport.Origin(name, recipe.network().source(), recipe.network().licence()),
                options.quality(), Optional.of(recipe.blocks().getFirst().tensor()));
        Optional<String> installed = installed(store, other.recipe());
        if (installed.isPresent()) {
            return installed.get();
        }
        other.remarks().forEach(listener::onRemark);
        store.install(other.recipe(), other.network());
        listener.onRemark("encoder '" + name + "' made of '" + options.encoder() + "'");
        return name;
    }

    private static Optional<String> installed(EncoderStore store, EncoderRecipe recipe) throws IOException {
        return store.list().stream().filter(each -> each.recipe()
                .filter(other -> other.fingerprint().equals(recipe.fingerprint())).isPresent())
                .map(EncoderStore.Installed::name).findFirst();
    }

    /** Photos are prepared as before. */
    private static InputChoice choice(PhotoInput input) {
        return new InputChoice(Preset.IMAGENET, Optional.of(input.tensor()), Optional.of(input.size()),
                Optional.of(input.resizing()), Optional.of(input.shortSide()), Optional.of(input.interpolation()),
                Optional.of(input.channels()), Optional.of(input.mean()), Optional.of(input.deviation()));
    }
}
