package io.semsearch.artifact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.semsearch.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The digest of {@code model.json}, which is its last value, {@code sha256}.
 *
 * <p>It is the SHA-256 of the file's bytes with 64 zeros in place of the digest itself, so every byte of the file
 * counts. Files of earlier programs have none, and no keys but {@link #EARLIER_KEYS}. */
final class ManifestChecksum {

    private static final String KEY = "sha256";
    private static final Set<String> EARLIER_KEYS = Set.of("format", "formatVersion", "createdBy", "fingerprint",
            "encoder", "encoderPreprocessing", "encoderFingerprint", "featureDimension", "semanticDimension",
            "tokenizer",
            "documents", "training", "metrics", "parts");
    private static final String PLACE = "0".repeat(64);
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ManifestChecksum() {}

    /** The file's text. */
    static String textOf(ModelManifest manifest) {
        String text = JSON.writeValueAsString(new Sealed(manifest, PLACE)) + "\n";
        return replace(text, PLACE, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** True if the file is as it was written, as far as its digest tells.
     *
     * @param json the content of the bytes
     * @throws IllegalArgumentException if the digest is not a string */
    static boolean matches(JsonObject json, byte[] bytes) {
        if (!json.values().containsKey(KEY)) {
            return EARLIER_KEYS.containsAll(json.values().keySet());
        }
        String digest = json.string(KEY);
        // one character a byte, whatever the bytes are
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Sha256.of(replace(text, digest, PLACE).getBytes(StandardCharsets.ISO_8859_1)).equals(digest);
    }

    private static String replace(String text, String digest, String replacement) {
        return text.replace('"' + digest + '"', '"' + replacement + '"');
    }

    private record Sealed(@JsonUnwrapped ModelManifest manifest, String sha256) {}
}
