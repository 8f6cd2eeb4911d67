package io.semsearch.server.api;

import io.semsearch.server.http.Json;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"captions":["...", "..."]}}. */
final class CaptionsBody {

    static final int MOST_BYTES = 128 << 10;

    private static final int MOST_CAPTIONS = 20;
    private static final int LONGEST_CAPTION = 1000;

    private CaptionsBody() {}

    /** The captions, without blanks around them, and without empty ones. */
    static List<String> read(byte[] body) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw Json.malformed(e);
        }
        JsonNode list = json.path("captions");
        if (!json.isObject() || json.size() != 1 || !list.isArray() || list.size() > MOST_CAPTIONS) {
            throw new ProblemException(Problem.of("captions", "a list of at most " + MOST_CAPTIONS + " texts",
                    list.isArray() ? list.size() + " texts" : "something else"));
        }
        List<String> captions = new ArrayList<>();
        for (JsonNode each : list) {
            captions.add(text(each));
        }
        captions.removeIf(String::isEmpty);
        return captions;
    }

    private static String text(JsonNode caption) {
        if (!caption.isString() || caption.stringValue().length() > LONGEST_CAPTION) {
            throw new ProblemException(Problem.of("captions", "texts of at most " + LONGEST_CAPTION + " characters",
                    caption.isString() ? caption.stringValue().length() + " characters" : "something else"));
        }
        return caption.stringValue().replaceAll("[\\p{Cc}\\p{Cs}]", " ").strip();
    }
}
