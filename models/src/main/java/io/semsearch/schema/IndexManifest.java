package io.semsearch.schema;

import io.semsearch.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What an index says of itself, in the user data of its Lucene commit: strings by name, all with the prefix
 * {@code semsearch.}.
 *
 * @param schemaVersion     {@link IndexSchema#VERSION} of the writer
 * @param modelFingerprint  of the model that made the semantic vectors
 * @param semanticDimension length of the vectors in {@link IndexSchema#SEMANTIC}
 * @param featureDimension  length of the vectors in {@link IndexSchema#FEATURES}
 * @param hnsw              of both graphs
 * @param correctsHubs      true if every image has its penalties as a hub
 * @param calibration       what was measured on the index, if it was
 * @param createdBy         name and version of the program that wrote it */
public record IndexManifest(int schemaVersion, String modelFingerprint, int semanticDimension, int featureDimension,
        HnswParameters hnsw, boolean correctsHubs, Optional<SearchCalibration> calibration, String createdBy) {

    private static final String PREFIX = "semsearch.";
    private static final String CALIBRATION = PREFIX + "calibration";

    /** The user data that says the same. */
    public Map<String, String> toUserData() {
        Map<String, String> userData = new HashMap<>();
        userData.put(PREFIX + "schemaVersion", Integer.toString(schemaVersion));
        userData.put(PREFIX + "modelFingerprint", modelFingerprint);
        userData.put(PREFIX + "semanticDimension", Integer.toString(semanticDimension));
        userData.put(PREFIX + "featureDimension", Integer.toString(featureDimension));
        userData.put(PREFIX + "m", Integer.toString(hnsw.m()));
        userData.put(PREFIX + "efConstruction", Integer.toString(hnsw.efConstruction()));
        userData.put(PREFIX + "correctsHubs", Boolean.toString(correctsHubs));
        calibration.ifPresent(it -> userData.put(CALIBRATION, JsonMapper.shared().writeValueAsString(it)));
        userData.put(PREFIX + "createdBy", createdBy);
        return Map.copyOf(userData);
    }

    /** The same with what was measured. */
    public IndexManifest withCalibration(Optional<SearchCalibration> measured) {
        return new IndexManifest(schemaVersion, modelFingerprint, semanticDimension, featureDimension, hnsw,
                correctsHubs, measured, createdBy);
    }

    /** Reads user data.
     *
     * @throws IllegalArgumentException if an entry is missing or not a number, as in an index of another program,
     *                                  or its schema has another version */
    public static IndexManifest fromUserData(Map<String, String> userData) {
        int version = number(userData, "schemaVersion");
        if (version != IndexSchema.VERSION) {
            throw new IllegalArgumentException(
                    "the index has schema version " + version + ", this program reads " + IndexSchema.VERSION);
        }
        HnswParameters hnsw = new HnswParameters(number(userData, "m"), number(userData, "efConstruction"));
        return new IndexManifest(version, text(userData, "modelFingerprint"), number(userData, "semanticDimension"),
                number(userData, "featureDimension"), hnsw,
                Boolean.parseBoolean(text(userData, "correctsHubs")), calibration(userData),
                text(userData, "createdBy"));
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
