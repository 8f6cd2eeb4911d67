package io.semsearch.datasets.captions;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.DataStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** The fields of one image or annotation.
 *
 * <p>The first error in them is kept until the object has ended: the id that names it in the message may come last. */
final class CocoFields {

    /** Those that are read; what is ignored may occur twice. */
    private static final List<String> READ = List.of("id", "file_name", "width", "height", "coco_url", "split", "tags",
            "image_id", "caption", "cocoid", "imgid", "filename", "sentences", "raw");

    private final JsonParser json;
    private final String kind;
    private final TokenStreamLocation start;
    private OptionalLong id = OptionalLong.empty();
    /** Bit i is set if {@code READ.get(i)} has occurred. */
    private int occurred;
    private Optional<String> problem = Optional.empty();

    /** @param json parser of the file, at the opening brace
     * @param kind of object, for messages: "image" */
    CocoFields(JsonParser json, String kind) {
        this.json = json;
        this.kind = kind;
        this.start = json.currentTokenLocation();
    }

    /** Goes to the value of the next field; null at the end of the object. */
    @Nullable String next() {
        String key = json.nextName();
        if (key == null) {
            return null;
        }
        int index = READ.indexOf(key);
        boolean isRepeated = index >= 0 && (occurred & (1 << index)) != 0;
        occurred |= index < 0 ? 0 : 1 << index;
        json.nextToken();
        if (isRepeated && problem.isEmpty()) {
            problem = Optional.of("\"" + key + "\" occurs twice, at "
                    + CocoCaptionsReader.where(json.currentTokenLocation()) + ": remove one");
        }
        return key;
    }

    /** Takes the parser's current value as the id of this object. */
    void readId() {
        id = whole("id");
    }

    OptionalLong id() {
        return id;
    }

    /** The parser's current value, a whole number of 64 bits. */
    OptionalLong whole(String key) {
        boolean isWhole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (!isWhole || json.getNumberType() == NumberType.BIG_INTEGER) {
            reject(key, isWhole ? "a number of at most 64 bits" : "a whole number");
            return OptionalLong.empty();
        }
        return OptionalLong.of(json.getLongValue());
    }

    /** Pixels; 0 (unknown) for null. */
    int side(String key) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        OptionalLong side = whole(key);
        if (side.isPresent() && (side.getAsLong() < 0 || side.getAsLong() > Integer.MAX_VALUE)) {
            reject(key, "a number of pixels");
        }
        return (int) side.orElse(0);
    }

    /** Text; empty for null. */
    String textOrEmpty(String key) {
        return json.currentToken() == JsonToken.VALUE_NULL ? "" : text(key);
    }

    String text(String key) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            reject(key, "text");
            return "";
        }
        return json.getString();
    }

    /** A list of texts; empty for null. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            reject(key, "a list of texts");
            return texts;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getString());
            } else {
                reject(key, "a list of texts");
            }
        }
        return texts;
    }

    /** Checks the object when its fields have been read.
     *
     * @throws DataFileException if one of them was wrong; it names this object */
    void requireValid(DataStream in) throws DataFileException {
        if (problem.isPresent()) {
            throw in.failure((id.isPresent()
                    ? kind + " " + id.getAsLong()
                    : "the " + kind + " at "
                            + CocoCaptionsReader.where(start))
                    + ": " + problem.get());
        }
    }

    /** Says that a field is missing, and what to do about that. */
    DataFileException missing(DataStream in, String key, String remedy) {
        return in.failure("the item of \"" + kind + "s\" at " + CocoCaptionsReader.where(start) + " has no \"" + key
                + "\"" + remedy);
    }

    private void reject(String key, String expected) {
        if (problem.isEmpty()) {
            problem = Optional.of(CocoCaptionsReader.mismatch(json, key, expected));
        }
        json.skipChildren();
    }
}
