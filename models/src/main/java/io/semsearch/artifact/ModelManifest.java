package io.semsearch.artifact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.semsearch.dataset.EncoderId;
import io.semsearch.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a model says of itself, in {@code model.json}.
 *
 * @param format            always {@link #FORMAT}
 * @param formatVersion     rises when an older program would misread the files
 * @param createdBy         name and version of the program that wrote it
 * @param fingerprint       SHA-256 of what decides its answers (the projection, the words, the caption bank), in
 *                          hexadecimal digits
 * @param encoder           the image encoder of the features it was trained on
 * @param semanticDimension length of its vectors
 * @param tokenizer         the tokenizer its words were cut by
 * @param documents         number of captions that its words were counted in
 * @param training          the options it was trained with, by name
 * @param metrics           what was measured on the validation images when it was best, by name
 * @param parts             its other files, by role: {@code projection}, {@code words}, {@code captions}, {@code
 *                          graph}, {@code sentence} */
public record ModelManifest(String format, int formatVersion, String createdBy, String fingerprint,
        @JsonUnwrapped EncoderId encoder, int semanticDimension, String tokenizer, int documents,
        Map<String, Object> training, Map<String, Object> metrics, Map<String, Part> parts) {

    /** Marks the file as ours. */
    public static final String FORMAT = "semsearch-model";

    /** The version this program writes for models of words. */
    public static final int VERSION = 2;

    /** The version this program writes for models with a sentence part, which an older program would ignore. */
    public static final int SENTENCE_VERSION = 3;

    /** The earliest version this program reads: without a bias, and with words weighed by IDF. */
    public static final int OLDEST_VERSION = 1;

    /** Checks that nothing is missing, and copies. */
    public ModelManifest {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(createdBy, "createdBy");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(tokenizer, "tokenizer");
        training = Map.copyOf(Objects.requireNonNull(training, "training"));
        metrics = Map.copyOf(Objects.requireNonNull(metrics, "metrics"));
        parts = Map.copyOf(Objects.requireNonNull(parts, "parts"));
    }

    /** Reads what {@link ModelWriter} wrote.
     *
     * @throws IllegalArgumentException if something is missing, or of another kind */
    static ModelManifest of(JsonObject json) {
        Map<String, Part> parts = new HashMap<>();
        JsonObject files = json.object("parts");
        for (String role : files.values().keySet()) {
            JsonObject part = files.object(role);
            parts.put(role, new Part(part.string("file"), part.longInteger("bytes"), part.string("sha256")));
        }
        return new ModelManifest(json.string("format"), json.integer("formatVersion"), json.string("createdBy"),
                json.string("fingerprint"), encoderOf(json), json.integer("semanticDimension"),
                json.string("tokenizer"),
                json.integer("documents"), known(json, "training"),
                known(json, "metrics"), parts);
    }

    /** Length of the image features it takes. */
    public int featureDimension() {
        return encoder.dimension();
    }

    /** The encoder of a manifest; in those of earlier programs, its name and dimension alone.
     *
     * @throws IllegalArgumentException if it is missing or not valid */
    public static EncoderId encoderOf(JsonObject json) {
        Map<String, String> strings = new HashMap<>(Map.of(EncoderId.NAME_KEY, json.string(EncoderId.NAME_KEY)));
        for (String key : List.of(EncoderId.PREPROCESSING_KEY, EncoderId.FINGERPRINT_KEY)) {
            if (json.values().containsKey(key)) {
                strings.put(key, json.string(key));
            }
        }
        return EncoderId.of(strings, json.integer("featureDimension"));
    }

    private static Map<String, Object> known(JsonObject json, String name) {
        Map<String, Object> known = new HashMap<>();
        json.object(name).values().forEach((key, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("'" + name + "' tells nothing of '" + key + "'");
            }
            known.put(key, value);
        });
        return known;
    }

    /** One file of the model.
     *
     * @param file   its name, in the folder of {@code model.json}
     * @param bytes  its size
     * @param sha256 of its bytes, in hexadecimal digits */
    public record Part(String file, long bytes, String sha256) {

        /** Checks that nothing is missing. */
        public Part {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(sha256, "sha256");
        }
    }
}
