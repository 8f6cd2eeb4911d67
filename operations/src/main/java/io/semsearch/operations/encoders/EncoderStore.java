package io.semsearch.operations.encoders;

import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.NetworkImport;
import io.semsearch.encoder.onnx.OnnxImageEncoder;
import io.semsearch.files.AtomicFile;
import io.semsearch.files.FolderLock;
import io.semsearch.operations.UserFolder;
import io.semsearch.operations.WritableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The image encoders that are installed on this computer; collections share them.
 *
 * <p>Each is a folder of its name, with the recipe {@value EncoderRecipe#FILE} and the network. Its fingerprint covers
 * both, so an encoder is found again under another name.
 *
 * @param folder one folder for each encoder; need not exist */
public record EncoderStore(Path folder) {

    /** An encoder of the store.
     *
     * @param name    of its folder
     * @param recipe  empty if it cannot be read
     * @param problem why it cannot be read; empty if it can */
    public record Installed(String name, Optional<EncoderRecipe> recipe, String problem) {}

    /** The user's store: {@code semsearch/encoders} in $XDG_DATA_HOME, by default ~/.local/share. It is data, not a
     * cache: a network that was imported cannot be fetched again. */
    public static EncoderStore standard() {
        Path data = Optional.ofNullable(System.getenv("XDG_DATA_HOME")).map(Path::of).filter(Path::isAbsolute)
                .orElse(UserFolder.path().resolve(".local").resolve("share"));
        return new EncoderStore(data.resolve("semsearch").resolve("encoders"));
    }

    /** Opens an encoder by its name.
     *
     * @throws IOException if there is none of this name, or it cannot be read */
    public ImageEncoder open(String name) throws IOException {
        ImageEncoder builtin = new BuiltinImageEncoder();
        if (builtin.id().name().equals(name)) {
            return builtin;
        }
        return OnnxImageEncoder.open(existing(name));
    }

    /** Opens the encoder that made the features of a model or an index.
     *
     * @throws IOException if it is not installed, or cannot be read */
    public ImageEncoder openFor(EncoderId id) throws IOException {
        ImageEncoder builtin = new BuiltinImageEncoder();
        if (builtin.id().compare(id) == EncoderId.Match.SAME) {
            return builtin;
        }
        for (Installed installed : list()) {
            if (installed.recipe().isPresent()
                    && installed.recipe().get().id().compare(id) == EncoderId.Match.SAME) {
                return OnnxImageEncoder.open(folder.resolve(installed.name()));
            }
        }
        throw new DataFileException(folder + ": expected the encoder " + id + ", found " + names()
                + (id.isNamed()
                        ? ": import its network with 'semsearch encoder import', with the same options"
                        : ": the features name no encoder; 'semsearch encoder check' finds out which one fits"));
    }

    /** The recipe of an installed encoder.
     *
     * @throws IOException if there is none of this name, or it cannot be read */
    public EncoderRecipe recipe(String name) throws IOException {
        return EncoderRecipe.read(existing(name));
    }

    /** Opens an installed network under other conditions.
     *
     * @throws IOException if there is none of this name, or it cannot be read */
    ImageEncoder open(String name, EncoderRecipe recipe) throws IOException {
        return OnnxImageEncoder.open(existing(name), recipe);
    }

    /** The folder of an installed encoder. */
    Path existing(String name) throws IOException {
        Path encoder = folder.resolve(EncoderRecipe.requireName(name));
        if (!Files.isRegularFile(encoder.resolve(EncoderRecipe.FILE))) {
            throw new DataFileException(folder + ": expected an encoder '" + name + "', found " + names()
                    + ": 'semsearch encoder import' and 'fetch' install others");
        }
        return encoder;
    }

    private String names() throws IOException {
        List<String> names = new ArrayList<>(List.of(new BuiltinImageEncoder().id().name()));
        list().forEach(each -> names.add(each.name()));
        return String.join(", ", names);
    }

    /** What is installed, by name.
     *
     * @throws IOException if the folder cannot be read */
    public List<Installed> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(each -> Files.isRegularFile(each.resolve(EncoderRecipe.FILE))).sorted()
                    .map(EncoderStore::read).toList();
        }
    }

    private static Installed read(Path encoder) {
        String name = encoder.getFileName().toString();
        try {
            return new Installed(name, Optional.of(EncoderRecipe.read(encoder)), "");
        } catch (IOException e) {
            return new Installed(name, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** Installs an encoder: it appears as a whole or not at all.
     *
     * @return false if the same encoder is there under this name
     * @throws IOException if another one has its name, or the folder cannot be written */
    boolean install(EncoderRecipe recipe, NetworkImport.Network network) throws IOException {
        WritableFolder.make(folder, "choose another with --store");
        return FolderLock.await(folder, () -> installLocked(recipe, network));
    }

    private boolean installLocked(EncoderRecipe recipe, NetworkImport.Network network) throws IOException {
        Path target = folder.resolve(recipe.name());
        if (Files.isRegularFile(target.resolve(EncoderRecipe.FILE))) {
            if (EncoderRecipe.read(target).fingerprint().equals(recipe.fingerprint())) {
                return false;
            }
            throw new DataFileException(target + ": another encoder has this name, and features of it may be in use: "
                    + "choose another with --name, or delete the folder");
        }
        // the network first: the folder is an encoder once it has a recipe
        Files.createDirectories(target);
        AtomicFile.write(target.resolve(recipe.network().file()),
                file -> Files.write(file, network.bytes()));
        recipe.write(target);
        return true;
    }
}
