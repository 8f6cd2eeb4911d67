package io.semsearch.server.http;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON, without a tree of it. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_BYTES = 8192;

    private Json() {}

    /** What is no JSON, or beyond a limit. */
    public static ProblemException malformed(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return new ProblemException(Problem.of("body", "JSON", "something else" + (place == null
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr())));
    }

    /** What a body writes, as UTF-8. */
    public static byte[] write(Consumer<JsonGenerator> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            body.accept(json);
        }
        return bytes.toByteArray();
    }

    /** Writes a list of strings. */
    public static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Writes a string, number, truth value, or a list or map of them; anything else as text. */
    public static void value(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, each) -> {
                    json.writeName(String.valueOf(name));
                    value(json, each);
                });
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                list.forEach(each -> value(json, each));
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Float number when Float.isFinite(number) -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            default -> json.writeString(String.valueOf(value));
        }
    }
}
