package io.semsearch.datasets.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What people have put on an image of a COCO file: its split and its tags.
 *
 * <p>What is wrong with them is kept, to be told with the image's id, which may stand behind them. */
final class CocoLabels {

    private final JsonParser json;
    private final List<String> tags = new ArrayList<>();
    private String split = "";
    private Optional<String> problem = Optional.empty();

    /** @param json what the values are read from */
    CocoLabels(JsonParser json) {
        this.json = json;
    }

    /** Reads the value that the parser stands at. */
    void readSplit(JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            split = json.getString();
        } else if (value != JsonToken.VALUE_NULL) {
            reject("split", "text");
        }
    }

    /** Reads the value that the parser stands at. */
    void readTags(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_ARRAY) {
            reject("tags", "a list of texts");
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                tags.add(json.getString());
            } else {
                reject("tags", "a list of texts");
            }
        }
    }

    /** Empty if there is none. */
    String split() {
        return split;
    }

    List<String> tags() {
        return tags;
    }

    /** What is wrong first. */
    Optional<String> problem() {
        return problem;
    }

    private void reject(String key, String expected) {
        if (problem.isEmpty()) {
            problem = Optional.of(CocoCaptionsReader.mismatch(json, key, expected));
        }
        json.skipChildren();
    }
}
