package io.semsearch.artifact;

import io.semsearch.artifact.ModelManifest.Part;
import io.semsearch.json.JsonObject;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Tokenizer;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a model that {@link ModelWriter} wrote.
 *
 * <p>Reads versions {@value ModelManifest#OLDEST_VERSION} to {@value ModelManifest#SENTENCE_VERSION}. A later program
 * reads them too, or says by which command they are brought up; an earlier one refuses a later version by its
 * number. */
public final class ModelReader {

    /** The file that names all others. It is written last: without it, there is no model. */
    public static final String MANIFEST_FILE = ModelWriter.MANIFEST_FILE;
    /** Of a file in the folder itself, on every system. */
    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
    private static final String RESTORE = "train again, or restore the file";

    private ModelReader() {}

    /** Opens a model: the words stay in their file, mapped into memory, so this takes milliseconds.
     *
     * <p>The digest of {@code model.json} is checked, and the sizes of the parts; for their digests see
     * {@link #verify}.
     *
     * @throws ModelFileException if there is no model, or it is damaged or of another version
     * @throws IOException        if it cannot be read */
    public static ModelArtifact read(Path folder) throws IOException {
        try {
            return withManifest(folder, manifest -> open(folder, manifest));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    folder + ": a part of the model is damaged (" + e.getMessage() + "): train again, or restore it",
                    e);
        }
    }

    /** Work on the parts that a manifest names. */
    @FunctionalInterface
    private interface Work<T> {
        T on(ModelManifest manifest) throws IOException;
    }

    private static <T> T withManifest(Path folder, Work<T> work) throws IOException {
        ModelManifest manifest = readManifest(folder);
        try {
            return work.on(manifest);
        } catch (NoSuchFileException e) {
            // the model was replaced in between: its successor's manifest stands there now
            ModelManifest successor = readManifest(folder);
            if (successor.equals(manifest)) {
                throw new ModelFileException(e.getFile() + ": this part of the model is missing: train again", e);
            }
            return work.on(successor);
        }
    }

    /** Compares every part with its digest in the manifest.
     *
     * @throws ModelFileException if one differs or is missing */
    public static void verify(Path folder) throws IOException {
        withManifest(folder, manifest -> {
            for (Part part : manifest.parts().values()) {
                String found = Sha256.of(part(folder, part));
                if (!found.equals(part.sha256())) {
                    throw new ModelFileException(folder.resolve(part.file()) + ": damaged: expected SHA-256 "
                            + part.sha256() + ", found " + found + "; " + RESTORE);
                }
            }
            return manifest;
        });
    }

    /** Reads {@code model.json} alone, and compares it with its own digest.
     *
     * @throws ModelFileException if it is missing, damaged or of another version */
    public static ModelManifest readManifest(Path folder) throws IOException {
        Path file = folder.resolve(ModelWriter.MANIFEST_FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelFileException(folder + ": no model here (no model.json): run 'semsearch train' first");
        }
        byte[] bytes = Files.readAllBytes(file);
        ModelManifest manifest;
        try {
            JsonObject json = JsonObject.parse(bytes);
            if (!ManifestChecksum.matches(json, bytes)) {
                throw new ModelFileException(file + ": damaged: its 'sha256' does not match its content; "
                        + RESTORE);
            }
            manifest = ModelManifest.of(json);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": not the manifest of a model: " + e.getMessage() + ": " + RESTORE, e);
        }
        if (!manifest.format().equals(ModelManifest.FORMAT)) {
            throw new ModelFileException(
                    file + ": expected format '" + ModelManifest.FORMAT + "', found '" + manifest.format()
                            + "': " + RESTORE);
        }
        if (manifest.formatVersion() < ModelManifest.OLDEST_VERSION
                || manifest.formatVersion() > ModelManifest.SENTENCE_VERSION) {
            throw new ModelFileException(file + ": the model has format version " + manifest.formatVersion() + " (by "
                    + manifest.createdBy() + "), this program reads versions " + ModelManifest.OLDEST_VERSION + " to "
                    + ModelManifest.SENTENCE_VERSION
                    + ": update the program, or train again");
        }
        if (!manifest.tokenizer().equals(Tokenizer.NAME)) {
            throw new ModelFileException(file + ": the model's words were cut by tokenizer '" + manifest.tokenizer()
                    + "', this program has '" + Tokenizer.NAME + "': update the program, or train again");
        }
        return manifest;
    }

    private static ModelArtifact open(Path folder, ModelManifest manifest) throws IOException {
        Path projectionFile = part(folder, required(folder, manifest, ModelWriter.PROJECTION));
        ImageProjection projection = undamaged(projectionFile, ModelReader::projection);
        WordTable words = undamaged(part(folder, required(folder, manifest, ModelWriter.WORDS)), WordTable::open);
        if (projection.featureDimension() != manifest.featureDimension()
                || projection.semanticDimension() != manifest.semanticDimension()
                || words.dimension() != manifest.semanticDimension()) {
            throw new ModelFileException(folder + ": the parts of the model do not fit model.json: train again");
        }
        CaptionEmbedder embedder = words.embedder(manifest.documents());
        Part sentence = manifest.parts().get(ModelWriter.SENTENCE);
        if (sentence != null) {
            embedder = embedder.withSentencePart(undamaged(part(folder, sentence), SentencePartFile::read));
        }
        Part bank = manifest.parts().get(ModelWriter.CAPTION_BANK);
        Part graph = manifest.parts().get(ModelWriter.GRAPH);
        return new ModelArtifact(manifest, projection, embedder,
                bank == null ? Optional.empty() : Optional.of(part(folder, bank)),
                graph == null ? Optional.empty() : Optional.of(part(folder, graph)));
    }

    /** Reads one part of a model. */
    @FunctionalInterface
    interface PartReader<T> {
        T read(Path file) throws IOException;
    }

    /** Reads a part; what is wrong in it is damage, since it was written whole. */
    static <T> T undamaged(Path file, PartReader<T> reader) throws IOException {
        try {
            return reader.read(file);
        } catch (ModelFileException e) {
            throw new ModelFileException(e.getMessage() + ": the file is damaged; " + RESTORE, e);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": the file is damaged (" + e.getMessage() + "); " + RESTORE, e);
        }
    }

    private static ImageProjection projection(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        FloatMatrix weights = file.tensor("weights").toFloatMatrix();
        if (!file.names().contains("bias")) {
            return new ImageProjection(weights);
        }
        float[] bias = new float[weights.columns()];
        FloatBuffer stored = file.tensor("bias").data(TensorType.F32, 1).asFloatBuffer();
        if (stored.capacity() != bias.length) {
            throw new ModelFileException(
                    path + ": the projection's bias has " + stored.capacity() + " values, expected " + bias.length);
        }
        stored.get(0, bias);
        return new ImageProjection(weights, bias);
    }

    private static Part required(Path folder, ModelManifest manifest, String role) throws ModelFileException {
        Part part = manifest.parts().get(role);
        if (part == null) {
            throw new ModelFileException(folder + ": model.json names no part '" + role + "': train again");
        }
        return part;
    }

    /** The part's file: in the folder itself, of the promised size. */
    private static Path part(Path folder, Part part) throws IOException {
        if (!NAME.matcher(part.file()).matches()) {
            throw new ModelFileException(
                    folder + ": model.json may only name files beside itself, got '" + part.file() + "': "
                            + RESTORE);
        }
        Path file = folder.resolve(part.file());
        long bytes = Files.size(file);
        if (bytes != part.bytes()) {
            throw new ModelFileException(file + ": expected " + part.bytes() + " bytes, found " + bytes
                    + ": the file is damaged; train again, or restore it");
        }
        return file;
    }
}
