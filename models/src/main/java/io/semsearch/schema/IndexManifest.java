package io.semsearch.schema;

import java.util.Map;

/** What an index says of itself, in the user data of its Lucene commit: strings by name, all with the prefix
 * {@code semsearch.}.
 *
 * @param schemaVersion     {@link IndexSchema#VERSION} of the writer
 * @param modelFingerprint  of the model that made the semantic vectors
 * @param semanticDimension length of the vectors in {@link IndexSchema#SEMANTIC}
 * @param featureDimension  length of the vectors in {@link IndexSchema#FEATURES}
 * @param hnsw              of both graphs
 * @param createdBy         name and version of the program that wrote it */
public record IndexManifest(int schemaVersion, String modelFingerprint, int semanticDimension, int featureDimension,
        HnswParameters hnsw, String createdBy) {

    private static final String PREFIX = "semsearch.";

    /** The user data that says the same. */
    public Map<String, String> toUserData() {
        return Map.of(PREFIX + "schemaVersion", Integer.toString(schemaVersion), PREFIX + "modelFingerprint",
                modelFingerprint, PREFIX + "semanticDimension", Integer.toString(semanticDimension),
                PREFIX + "featureDimension", Integer.toString(featureDimension), PREFIX + "m",
                Integer.toString(hnsw.m()), PREFIX + "efConstruction", Integer.toString(hnsw.efConstruction()),
                PREFIX + "createdBy", createdBy);
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
                number(userData, "featureDimension"), hnsw, text(userData, "createdBy"));
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
