package io.semsearch.captioning;

import io.semsearch.artifact.ModelFileException;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.SafetensorsFile;
import io.semsearch.artifact.SafetensorsWriter;
import io.semsearch.artifact.Sha256;
import io.semsearch.artifact.TensorType;
import io.semsearch.files.AtomicFile;
import io.semsearch.files.FolderLock;
import io.semsearch.json.JsonObject;
import io.semsearch.text.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the captioner of a collection, in its model folder.
 *
 * <p>{@value #MANIFEST_FILE} is the {@link CaptionerManifest}. It names {@code captioner-HASH.safetensors}, whose
 * tensors are those of {@link CaptionerWeightsFile}, and {@code vocabulary} U8 [bytes]: the words by their numbers, in
 * UTF-8 with a line feed between them. HASH is the beginning of the file's SHA-256. The manifest is replaced last, by
 * renaming; then the file of the earlier captioner is deleted. */
public final class CaptionerFiles {

    /** The file that names the other. */
    public static final String MANIFEST_FILE = "captioner.json";

    private static final Pattern PART_NAME = Pattern.compile("captioner-[0-9a-f]{12}\\.safetensors");
    private static final int NAME_DIGITS = 12;
    private static final String VOCABULARY = "vocabulary";
    private static final String RESTORE = "run 'semsearch captioner train' again, or restore the file";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private CaptionerFiles() {}

    /** Whether a model folder has a captioner. */
    public static boolean exist(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST_FILE));
    }

    /** Writes a captioner, replacing the folder's earlier one.
     *
     * @param folder    the collection's model folder; made if missing
     * @param createdBy name and version of the program
     * @return what was written
     * @throws IOException if a file cannot be written; the earlier captioner is left as it was */
    public static CaptionerManifest write(Path folder, CaptionerDraft draft, String createdBy) throws IOException {
        Files.createDirectories(folder);
        return FolderLock.await(folder, () -> {
            byte[] words = String.join("\n", draft.captioner().vocabulary().words()).getBytes(StandardCharsets.UTF_8);
            SafetensorsWriter writer = new SafetensorsWriter().add(VOCABULARY, words);
            CaptionerWeightsFile.add(writer, draft.captioner().weights());
            Path file = AtomicFile.writeNamed(folder, writer::writeTo,
                    written -> "captioner-" + Sha256.of(written).substring(0, NAME_DIGITS) + ".safetensors");
            ModelManifest.Part part = new ModelManifest.Part(file.getFileName().toString(), Files.size(file),
                    Sha256.of(file));
            CaptionerManifest manifest = CaptionerManifest.of(draft, part, createdBy);
            AtomicFile.writeString(folder.resolve(MANIFEST_FILE), JSON.writeValueAsString(manifest) + "\n");
            deleteOthers(folder, part.file());
            return manifest;
        });
    }

    /** Copies the captioner of another model folder, after checking it.
     *
     * @throws ModelFileException if there is none, or it is damaged or of another version
     * @throws IOException        if it cannot be read or written */
    public static void copy(Path from, Path to) throws IOException {
        StoredCaptioner stored = read(from);
        CaptionerManifest manifest = stored.manifest();
        write(to, new CaptionerDraft(stored.captioner(), manifest.encoder(), manifest.training(), manifest.metrics()),
                manifest.createdBy());
    }

    private static void deleteOthers(Path folder, String kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (PART_NAME.matcher(name).matches() && !name.equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Reads the captioner of a model folder, and compares it with its digests; takes some 0.3 s.
     *
     * @throws ModelFileException if there is none, or it is damaged or of another version
     * @throws IOException        if it cannot be read */
    public static StoredCaptioner read(Path folder) throws IOException {
        CaptionerManifest manifest = readManifest(folder);
        Path file = folder.resolve(manifest.part().file());
        if (!Files.isRegularFile(file)) {
            throw new ModelFileException(file + ": this part of the captioner is missing: " + RESTORE);
        }
        String found = Sha256.of(file);
        if (!found.equals(manifest.part().sha256())) {
            throw new ModelFileException(file + ": damaged: expected SHA-256 " + manifest.part().sha256() + ", found "
                    + found + "; " + RESTORE);
        }
        try {
            SafetensorsFile tensors = SafetensorsFile.open(file);
            return new StoredCaptioner(manifest,
                    new Captioner(CaptionerWeightsFile.read(tensors), vocabulary(tensors)));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": not the weights of a captioner: " + e.getMessage() + ": " + RESTORE,
                    e);
        }
    }

    private static CaptionVocabulary vocabulary(SafetensorsFile tensors) throws IOException {
        ByteBuffer words = tensors.tensor(VOCABULARY).data(TensorType.U8, 1);
        return new CaptionVocabulary(List.of(StandardCharsets.UTF_8.decode(words).toString().split("\n", -1)));
    }

    /** Reads {@value #MANIFEST_FILE} alone.
     *
     * @throws ModelFileException if it is missing, damaged or of another version */
    public static CaptionerManifest readManifest(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST_FILE);
        if (!exist(folder)) {
            throw new ModelFileException(
                    folder + ": no captioner here (no " + MANIFEST_FILE + "): run 'semsearch captioner train' first");
        }
        CaptionerManifest manifest;
        try {
            manifest = CaptionerManifest.of(JsonObject.parse(Files.readAllBytes(file)));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": not the manifest of a captioner: " + e.getMessage() + ": " + RESTORE,
                    e);
        }
        if (!manifest.format().equals(CaptionerManifest.FORMAT)
                || manifest.formatVersion() != CaptionerManifest.VERSION
                || !manifest.tokenizer().equals(Tokenizer.NAME)) {
            throw new ModelFileException(file + ": expected format '" + CaptionerManifest.FORMAT + "' version "
                    + CaptionerManifest.VERSION + " with the tokenizer '" + Tokenizer.NAME + "', found '"
                    + manifest.format() + "' version " + manifest.formatVersion() + " with '" + manifest.tokenizer()
                    + "': update the program, or train again");
        }
        if (!PART_NAME.matcher(manifest.part().file()).matches()) {
            throw new ModelFileException(file + ": may only name a file captioner-HASH.safetensors beside itself, got '"
                    + manifest.part().file() + "': " + RESTORE);
        }
        return manifest;
    }
}
