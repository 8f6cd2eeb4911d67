package io.semsearch.schema;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.semsearch.dataset.EncoderId;
import io.semsearch.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The manifest of an index: strings by name, all with the prefix {@code semsearch.}, in the user data of its Lucene
 * commit.
 *
 * @param schemaVersion     {@link IndexSchema#VERSION} of the writer
 * @param modelFingerprint  fingerprint of the model that computed the semantic vectors
 * @param semanticDimension length of the vectors in {@link IndexSchema#SEMANTIC}
 * @param encoder           the image encoder that computed the vectors in {@link IndexSchema#FEATURES}
 * @param hnsw              parameters of both graphs
 * @param correctsHubs      true if every image has hub penalties
 * @param calibration       measurements of the index; empty if it was not measured
 * @param nextImageId       an id that no image of this index has or had; new photos get ids from here on. 0 in an index
 *                          of an earlier version
 * @param createdBy         name and version of the program that wrote the index */
public record IndexManifest(int schemaVersion, String modelFingerprint, int semanticDimension,
        @JsonUnwrapped EncoderId encoder, HnswParameters hnsw, boolean correctsHubs,
        Optional<SearchCalibration> calibration, long nextImageId, String createdBy) {

    private static final String PREFIX = "semsearch.";
    private static final String CALIBRATION = PREFIX + "calibration";
    private static final String NEXT_IMAGE_ID = "nextImageId";

    /** Creates a manifest without a next id. */
    public IndexManifest(int schemaVersion, String modelFingerprint, int semanticDimension, EncoderId encoder,
            HnswParameters hnsw, boolean correctsHubs, Optional<SearchCalibration> calibration, String createdBy) {
        this(schemaVersion, modelFingerprint, semanticDimension, encoder, hnsw, correctsHubs, calibration, 0,
                createdBy);
    }

    /** Length of the vectors in {@link IndexSchema#FEATURES}. */
    public int featureDimension() {
        return encoder.dimension();
    }

    /** This manifest as user data of a commit. */
    public Map<String, String> toUserData() {
        Map<String, String> userData = new HashMap<>();
        userData.put(PREFIX + "schemaVersion", Integer.toString(schemaVersion));
        userData.put(PREFIX + "modelFingerprint", modelFingerprint);
        userData.put(PREFIX + "semanticDimension", Integer.toString(semanticDimension));
        userData.put(PREFIX + "featureDimension", Integer.toString(featureDimension()));
        encoder.toStrings().forEach((key, value) -> userData.put(PREFIX + key, value));
        userData.put(PREFIX + "m", Integer.toString(hnsw.m()));
        userData.put(PREFIX + "efConstruction", Integer.toString(hnsw.efConstruction()));
        userData.put(PREFIX + "correctsHubs", Boolean.toString(correctsHubs));
        calibration.ifPresent(it -> userData.put(CALIBRATION, JsonMapper.shared().writeValueAsString(it)));
        if (nextImageId != 0) {
            userData.put(PREFIX + NEXT_IMAGE_ID, Long.toString(nextImageId));
        }
        userData.put(PREFIX + "createdBy", createdBy);
        return Map.copyOf(userData);
    }

    /** A copy with other measurements. */
    public IndexManifest withCalibration(Optional<SearchCalibration> measured) {
        return new IndexManifest(schemaVersion, modelFingerprint, semanticDimension, encoder, hnsw, correctsHubs,
                measured, nextImageId, createdBy);
    }

    /** A copy with another next id. */
    public IndexManifest withNextImageId(long next) {
        return new IndexManifest(schemaVersion, modelFingerprint, semanticDimension, encoder, hnsw, correctsHubs,
                calibration, next, createdBy);
    }

    /** Reads a manifest from the user data of a commit.
     *
     * @throws IllegalArgumentException if an entry is missing or not a number, as in an index of another program, or
     *                                  the schema has another version */
    public static IndexManifest fromUserData(Map<String, String> userData) {
        int version = number(userData, "schemaVersion");
        if (version != IndexSchema.VERSION) {
            throw new IllegalArgumentException(
                    "the index has schema version " + version + ", this program reads " + IndexSchema.VERSION);
        }
        HnswParameters hnsw = new HnswParameters(number(userData, "m"), number(userData, "efConstruction"));
        return new IndexManifest(version, text(userData, "modelFingerprint"), number(userData, "semanticDimension"),
                encoder(userData), hnsw,
                Boolean.parseBoolean(text(userData, "correctsHubs")), calibration(userData),
                nextImageId(userData),
                text(userData, "createdBy"));
    }

    /** Indexes of earlier versions name no encoder. */
    private static EncoderId encoder(Map<String, String> userData) {
        Map<String, String> strings = new HashMap<>();
        for (String key : List.of(EncoderId.NAME_KEY, EncoderId.PREPROCESSING_KEY, EncoderId.FINGERPRINT_KEY)) {
            strings.put(key, userData.getOrDefault(PREFIX + key, ""));
        }
        return EncoderId.of(strings, number(userData, "featureDimension"));
    }

    private static long nextImageId(Map<String, String> userData) {
        String value = userData.getOrDefault(PREFIX + NEXT_IMAGE_ID, "0");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + PREFIX + NEXT_IMAGE_ID + "' must be a whole number, got '" + value
                    + "'", e);
        }
    }

    private static Optional<SearchCalibration> calibration(Map<String, String> userData) {
        String json = userData.get(CALIBRATION);
        try {
            return json == null
                    ? Optional.empty()
                    : Optional.of(SearchCalibration.of(JsonObject.parse(json.getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + CALIBRATION + "' is not what was measured: " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> userData, String name) {
        String value = userData.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the index was not written by semsearch: its commit lacks '" + PREFIX + name + "'");
        }
        return value;
    }

    private static int number(Map<String, String> userData, String name) {
        String value = text(userData, name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + PREFIX + name + "' must be a whole number, got '" + value + "'",
                    e);
        }
    }
}
