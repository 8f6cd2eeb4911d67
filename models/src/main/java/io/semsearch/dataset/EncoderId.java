package io.semsearch.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** The identity of an image encoder. Features of different encoders must not be mixed.
 *
 * <p>It is stored with features, models and indexes as up to three strings under the keys below. The dimension is that
 * of the features themselves. Features without a known encoder are {@link #isNamed() unnamed}.
 *
 * @param name          the encoder's name, at most {@value #MAX_LENGTH} characters; {@value #UNNAMED} if unknown
 * @param dimension     number of features per image, at least 1
 * @param preprocessing how images were prepared, as one line for people; empty if unknown
 * @param fingerprint   a digest of everything that determines the features, including weights and preprocessing; empty
 *                      if unknown */
public record EncoderId(@JsonProperty(NAME_KEY) String name, @JsonProperty(DIMENSION_KEY) int dimension,
        @JsonProperty(PREPROCESSING_KEY) @JsonInclude(Include.NON_EMPTY) String preprocessing,
        @JsonProperty(FINGERPRINT_KEY) @JsonInclude(Include.NON_EMPTY) String fingerprint) {

    /** The name of an unknown encoder. */
    public static final String UNNAMED = "unnamed";

    /** Key of the name in a features file, in {@code model.json} and in an index. */
    public static final String NAME_KEY = "encoder";
    /** Key of the preprocessing. */
    public static final String PREPROCESSING_KEY = "encoderPreprocessing";
    /** Key of the fingerprint. */
    public static final String FINGERPRINT_KEY = "encoderFingerprint";

    private static final String DIMENSION_KEY = "featureDimension";

    /** Maximum length of each string, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final int SHOWN_FINGERPRINT = 12;

    /** @throws IllegalArgumentException if the dimension is not positive, a string is too long or has a control
     *                                  character, the name is blank, or an unnamed encoder has preprocessing or a
     *                                  fingerprint */
    public EncoderId {
        if (dimension < 1) {
            throw new IllegalArgumentException("an image encoder gives at least 1 feature, got " + dimension);
        }
        name = checked(NAME_KEY, name);
        preprocessing = checked(PREPROCESSING_KEY, preprocessing);
        fingerprint = checked(FINGERPRINT_KEY, fingerprint);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of an image encoder must not be blank");
        }
        if (name.equals(UNNAMED) && !(preprocessing.isEmpty() && fingerprint.isEmpty())) {
            throw new IllegalArgumentException("an image encoder with a preprocessing or a fingerprint needs a name");
        }
    }

    /** Creates the identity of an encoder of which only the dimension is known. */
    public static EncoderId unnamed(int dimension) {
        return named(UNNAMED, dimension);
    }

    /** Creates the identity of an encoder of which only the name and the dimension are known. */
    public static EncoderId named(String name, int dimension) {
        return new EncoderId(name, dimension, "", "");
    }

    /** Reads an identity from stored strings.
     *
     * @param strings   values by the keys above; other keys are ignored; a missing or blank name means unnamed
     * @param dimension number of features per image
     * @throws IllegalArgumentException if a string is not valid */
    public static EncoderId of(Map<String, String> strings, int dimension) {
        String name = strings.getOrDefault(NAME_KEY, "");
        return new EncoderId(name.isBlank() ? UNNAMED : name, dimension,
                strings.getOrDefault(PREPROCESSING_KEY, ""), strings.getOrDefault(FINGERPRINT_KEY, ""));
    }

    /** The strings to store, by the keys above; unknown values are omitted. */
    public Map<String, String> toStrings() {
        Map<String, String> strings = new LinkedHashMap<>();
        strings.put(NAME_KEY, isNamed() ? name : "");
        strings.put(PREPROCESSING_KEY, preprocessing);
        strings.put(FINGERPRINT_KEY, fingerprint);
        strings.values().removeIf(String::isEmpty);
        return strings;
    }

    /** False if only the dimension is known. */
    @JsonIgnore
    public boolean isNamed() {
        return !name.equals(UNNAMED);
    }

    /** This identity if it is named, otherwise {@code other}. */
    public EncoderId orIfUnnamed(EncoderId other) {
        return isNamed() ? this : other;
    }

    /** Compares two encoders: may their features be mixed? */
    public Match compare(EncoderId other) {
        if (dimension != other.dimension) {
            return Match.DIFFERENT;
        }
        if (!isNamed() || !other.isNamed()) {
            return Match.UNCHECKED;
        }
        if (!fingerprint.isEmpty() && !other.fingerprint.isEmpty()) {
            return fingerprint.equals(other.fingerprint) ? Match.SAME : Match.DIFFERENT;
        }
        boolean samePreprocessing = preprocessing.isEmpty() || other.preprocessing.isEmpty()
                || preprocessing.equals(other.preprocessing);
        return name.equals(other.name) && samePreprocessing ? Match.SAME : Match.DIFFERENT;
    }

    /** Compares this encoder, which a model or an index expects, with the encoder of some features.
     *
     * @param features  the encoder of the features
     * @param expecting start of the error message, which names what expects this encoder: {@code the index holds}
     * @return {@link Match#SAME} or {@link Match#UNCHECKED}
     * @throws IllegalArgumentException if the encoders are {@link Match#DIFFERENT} */
    public Match requireMatch(EncoderId features, String expecting) {
        Match match = compare(features);
        if (match == Match.DIFFERENT) {
            String mismatch = dimension == features.dimension
                    ? " features of the encoder " + this + ", got those of " + features
                    : " features of " + dimension + " values, got " + features.dimension;
            throw new IllegalArgumentException(
                    expecting + mismatch + ": use features of the same encoder, or make a new collection");
        }
        return match;
    }

    /** The name, such as {@code resnet18}, followed by the preprocessing and the first digits of the fingerprint if
     * known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (!preprocessing.isEmpty()) {
            text.append(", ").append(preprocessing);
        }
        if (!fingerprint.isEmpty()) {
            text.append(", ").append(fingerprint, 0, Math.min(SHOWN_FINGERPRINT, fingerprint.length()));
        }
        return text.toString();
    }

    private static String checked(String key, String value) {
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + key + "' must be one line of at most " + MAX_LENGTH
                    + " characters, got " + value.length()
                    + (value.length() > MAX_LENGTH ? "" : " with a control character"));
        }
        return value.strip();
    }

    /** The result of comparing two encoders. */
    public enum Match {
        /** The fingerprints agree. If one is missing, the names agree, and the preprocessing if both are known. */
        SAME,
        /** The dimensions agree, but at least one encoder is unnamed: they may be the same. */
        UNCHECKED,
        /** The dimensions, the fingerprints, the names or the preprocessing differ. */
        DIFFERENT
    }
}
