package io.semsearch.captioning;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.EncoderId;
import io.semsearch.json.JsonObject;
import io.semsearch.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a captioner says of itself, in {@code captioner.json} of a collection's model folder.
 *
 * @param format        always {@link #FORMAT}
 * @param formatVersion rises when an older program would misread the files
 * @param createdBy     name and version of the program that wrote it
 * @param fingerprint   SHA-256 of what decides its captions: the format version, the encoder, the tokenizer, and the
 *                      digest of the weights and words
 * @param encoder       the image encoder of the features it takes
 * @param tokenizer     the tokenizer its words were cut by
 * @param training      the options it was trained with, by name
 * @param metrics       what was measured on the validation photos in the best epoch, by name
 * @param part          the file of the weights and words */
public record CaptionerManifest(String format, int formatVersion, String createdBy, String fingerprint,
        @JsonUnwrapped EncoderId encoder, String tokenizer, Map<String, Object> training, Map<String, Object> metrics,
        ModelManifest.Part part) {

    /** Marks the file as ours. */
    public static final String FORMAT = "semsearch-captioner";

    /** The version this program reads and writes. */
    public static final int VERSION = 1;

    /** Copies the maps. */
    public CaptionerManifest {
        training = Map.copyOf(training);
        metrics = Map.copyOf(metrics);
    }

    /** Describes a file that was written. */
    static CaptionerManifest of(CaptionerDraft draft, ModelManifest.Part part, String createdBy) {
        return new CaptionerManifest(FORMAT, VERSION, createdBy, fingerprint(draft.encoder(), Tokenizer.NAME, part),
                draft.encoder(), Tokenizer.NAME, draft.training(), draft.metrics(), part);
    }

    /** Reads what {@link CaptionerFiles} wrote.
     *
     * @throws IllegalArgumentException if something is missing or of another kind, or the fingerprint differs */
    static CaptionerManifest of(JsonObject json) {
        JsonObject part = json.object("part");
        CaptionerManifest manifest = new CaptionerManifest(json.string("format"), json.integer("formatVersion"),
                json.string("createdBy"), json.string("fingerprint"), ModelManifest.encoderOf(json),
                json.string("tokenizer"), known(json.object("training")), known(json.object("metrics")),
                new ModelManifest.Part(part.string("file"), part.longInteger("bytes"), part.string("sha256")));
        if (manifest.formatVersion() == VERSION && !manifest.fingerprint()
                .equals(fingerprint(manifest.encoder(), manifest.tokenizer(), manifest.part()))) {
            throw new IllegalArgumentException("its 'fingerprint' does not match its content");
        }
        return manifest;
    }

    private static String fingerprint(EncoderId encoder, String tokenizer, ModelManifest.Part part) {
        String decisive = String.join("\n", Integer.toString(VERSION), encoder.toStrings().toString(),
                Integer.toString(encoder.dimension()), tokenizer, part.sha256());
        return Sha256.of(decisive.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> known(JsonObject json) {
        Map<String, Object> known = new HashMap<>();
        json.values().forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }
}
