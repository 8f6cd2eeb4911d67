package io.semsearch.artifact;

import io.semsearch.artifact.ModelManifest.Part;
import io.semsearch.files.AtomicFile;
import io.semsearch.files.FolderLock;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.sentence.SentencePart;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a model so that its folder holds the old one or the new one, whole, at every moment.
 *
 * <p>The folder holds
 * <ul>
 * <li>{@code model.json}: the {@link ModelManifest}, which names all other files with their sizes and SHA-256, and ends
 * with its own SHA-256, as {@link ManifestChecksum} says;
 * <li>{@code projection-HASH.safetensors}: {@code weights} F32 [featureDimension, semanticDimension], the M of
 * {@code se(im) = normalize(im M)};
 * <li>{@code words-HASH.safetensors}: the words with their vectors and counts, as {@link WordTable} describes;
 * <li>{@code captions-HASH.safetensors}: training captions that serve as queries, as {@link CaptionBankFile} describes;
 * <li>{@code sentence-HASH.safetensors}: what a text adds as a whole sentence, if the model has that, as {@link
 * SentencePartFile} describes;
 * <li>{@code graph-HASH.sdnb}: the SameDiff graph as Deeplearning4j saves it.
 * <li>{@value FolderLock#FILE}: the lock of the writer.
 * </ul> HASH is the beginning of the file's SHA-256. The parts are written first; then {@code model.json} is replaced
 * by renaming, which commits the new model; then the parts of the old one are deleted, and those of a writer that was
 * killed. All this happens under the folder's lock: a part that {@code model.json} does not name belongs to nobody.
 * Several writers take turns, and the last model stays. */
public final class ModelWriter {

    static final String MANIFEST_FILE = "model.json";
    static final String PROJECTION = "projection";
    static final String WORDS = "words";
    static final String CAPTION_BANK = "captions";
    static final String GRAPH = "graph";
    static final String SENTENCE = "sentence";

    private static final int NAME_DIGITS = 12;
    private static final Pattern PART_NAME = Pattern.compile(
            "(" + String.join("|", PROJECTION, WORDS, CAPTION_BANK, GRAPH, SENTENCE) + ")-[0-9a-f]{" + NAME_DIGITS
                    + "}\\.(safetensors|sdnb)");

    private ModelWriter() {}

    /** Writes a model, replacing the folder's earlier one.
     *
     * @param folder    made if missing
     * @param createdBy name and version of the program
     * @return what was written
     * @throws IOException if a file cannot be written; the earlier model is left as it was */
    public static ModelManifest write(Path folder, ModelDraft draft, String createdBy) throws IOException {
        Files.createDirectories(folder);
        return FolderLock.await(folder, () -> {
            try {
                ModelManifest manifest = commit(folder, draft, createdBy);
                deleteUnnamedParts(folder, manifest.parts());
                return manifest;
            } catch (IOException | RuntimeException e) {
                deleteUncommittedParts(folder, e);
                throw e;
            }
        });
    }

    private static ModelManifest commit(Path folder, ModelDraft draft, String createdBy) throws IOException {
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
            parts.put(GRAPH, writePart(folder, GRAPH, ".sdnb", draft.graph().get()::writeTo));
        }
        if (embedder.sentencePart().isPresent()) {
            SentencePart sentence = embedder.sentencePart().get();
            parts.put(SENTENCE,
                    writePart(folder, SENTENCE, ".safetensors", file -> SentencePartFile.write(file, sentence)));
        }
        int documents = embedder.documentFrequencies().documents();
        int version = parts.containsKey(SENTENCE) ? ModelManifest.SENTENCE_VERSION : ModelManifest.VERSION;
        ModelManifest manifest = new ModelManifest(ModelManifest.FORMAT, version, createdBy,
                fingerprint(version, parts, documents), draft.encoder(), draft.projection().semanticDimension(),
                Tokenizer.NAME,
                documents, draft.training(),
                draft.metrics(), parts);
        AtomicFile.writeString(folder.resolve(MANIFEST_FILE), ManifestChecksum.textOf(manifest));
        return manifest;
    }

    private static Part writePart(Path folder, String role, String suffix, AtomicFile.Content content)
            throws IOException {
        Path file = AtomicFile.writeNamed(folder, content,
                written -> role + "-" + Sha256.of(written).substring(0, NAME_DIGITS) + suffix);
        return new Part(file.getFileName().toString(), Files.size(file), Sha256.of(file));
    }

    /** What decides the answers: equal fingerprints, equal answers. */
    private static String fingerprint(int version, Map<String, Part> parts, int documents) {
        String digests = Stream.of(PROJECTION, WORDS, CAPTION_BANK, SENTENCE).map(parts::get).filter(Objects::nonNull)
                .map(Part::sha256).collect(Collectors.joining("\n"));
        String decisive = String.join("\n", Integer.toString(version), Tokenizer.NAME,
                Integer.toString(documents), digests);
        return Sha256.of(decisive.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes room on a disk that is full. Whose manifest cannot be read may need any part. */
    private static void deleteUncommittedParts(Path folder, Exception failure) {
        try {
            boolean hasModel = Files.exists(folder.resolve(MANIFEST_FILE));
            deleteUnnamedParts(folder, hasModel ? ModelReader.readManifest(folder).parts() : Map.of());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void deleteUnnamedParts(Path folder, Map<String, Part> parts) throws IOException {
        Set<String> named = parts.values().stream().map(Part::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (PART_NAME.matcher(name).matches() && !named.contains(name)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
