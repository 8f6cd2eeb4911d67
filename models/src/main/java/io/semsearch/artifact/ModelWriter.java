package io.semsearch.artifact;

import io.semsearch.artifact.ModelManifest.Part;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a model so that its folder holds the old one or the new one, whole, at every moment.
 *
 * <p>The folder holds
 * <ul>
 * <li>{@code model.json}: the {@link ModelManifest}, which names all other files with their sizes and SHA-256;
 * <li>{@code projection-HASH.safetensors}: {@code weights} F32 [featureDimension, semanticDimension], the M of
 * {@code se(im) = normalize(im M)};
 * <li>{@code words-HASH.safetensors}: the words with their vectors and counts, as {@link WordTable} tells;
 * <li>{@code captions-HASH.safetensors}: training captions that stand for queries, as {@link CaptionBankFile} tells;
 * <li>{@code graph-HASH.sdnb}: the SameDiff graph as Deeplearning4j saves it.
 * </ul> HASH is the beginning of the file's SHA-256. The parts are written first, under names that no other model
 * uses; then {@code model.json} is replaced by renaming, which commits the new model; then the parts of the old one
 * are deleted. */
public final class ModelWriter {

    static final String MANIFEST_FILE = "model.json";
    static final String PROJECTION = "projection";
    static final String WORDS = "words";
    static final String CAPTION_BANK = "captions";
    static final String GRAPH = "graph";

    private static final int NAME_DIGITS = 12;
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ModelWriter() {}

    /** Writes a model, replacing the folder's earlier one.
     *
     * @param folder    made if missing
     * @param createdBy name and version of the program
     * @return what was written
     * @throws IOException if a file cannot be written; the earlier model is left as it was */
    public static ModelManifest write(Path folder, ModelDraft draft, String createdBy) throws IOException {
        Files.createDirectories(folder);
        Part projection = writePart(folder, PROJECTION, ".safetensors",
                file -> new SafetensorsWriter().add("weights", draft.projection().weights())
                        .add("bias", draft.projection().bias()).writeTo(file));
        CaptionEmbedder embedder = draft.captionEmbedder();
        Part words = writePart(folder, WORDS, ".safetensors",
                file -> WordTable.write(file, embedder));
        Map<String, Part> parts = new HashMap<>(Map.of(PROJECTION, projection, WORDS, words));
        if (draft.captionBank().isPresent()) {
            CaptionBank bank = draft.captionBank().get();
            parts.put(CAPTION_BANK,
                    writePart(folder, CAPTION_BANK, ".safetensors", file -> CaptionBankFile.write(file, bank)));
        }
        if (draft.graph().isPresent()) {
            parts.put(GRAPH, writePart(folder, GRAPH, ".sdnb", draft.graph().get()));
        }
        int documents = embedder.documentFrequencies().documents();
        ModelManifest manifest = new ModelManifest(ModelManifest.FORMAT, ModelManifest.VERSION, createdBy,
                fingerprint(parts, documents), draft.projection().featureDimension(),
                draft.projection().semanticDimension(), draft.encoder(), Tokenizer.NAME, documents, draft.training(),
                draft.metrics(), parts);
        commit(folder, manifest);
        deleteUnnamedParts(folder, manifest);
        return manifest;
    }

    private static Part writePart(Path folder, String role, String suffix, ModelDraft.PartWriter writer)
            throws IOException {
        Path beside = temporary(folder);
        try {
            writer.writeTo(beside);
            force(beside);
            String sha256 = Sha256.of(beside);
            Path named = folder.resolve(role + "-" + sha256.substring(0, NAME_DIGITS) + suffix);
            long bytes = Files.size(beside);
            rename(beside, named);
            return new Part(named.getFileName().toString(), bytes, sha256);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void commit(Path folder, ModelManifest manifest) throws IOException {
        Path beside = temporary(folder);
        try {
            Files.writeString(beside, JSON.writeValueAsString(manifest) + "\n");
            force(beside);
            rename(beside, folder.resolve(MANIFEST_FILE));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** What decides the answers: equal fingerprints, equal answers. */
    private static String fingerprint(Map<String, Part> parts, int documents) {
        String digests = Stream.of(PROJECTION, WORDS, CAPTION_BANK).map(parts::get).filter(Objects::nonNull)
                .map(Part::sha256).collect(Collectors.joining("\n"));
        String decisive = String.join("\n", Integer.toString(ModelManifest.VERSION), Tokenizer.NAME,
                Integer.toString(documents), digests);
        return Sha256.of(decisive.getBytes(StandardCharsets.UTF_8));
    }

    private static void deleteUnnamedParts(Path folder, ModelManifest manifest) throws IOException {
        Set<String> named = manifest.parts().values().stream().map(Part::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{projection,words,captions,graph}-*")) {
            for (Path file : files) {
                if (!named.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path temporary(Path folder) {
        return folder.resolve(".unfinished-" + UUID.randomUUID());
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
