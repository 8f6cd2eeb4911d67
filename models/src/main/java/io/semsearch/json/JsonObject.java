package io.semsearch.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object in memory: values by name. Immutable.
 *
 * <p>A value is a {@link Map}, a {@link List}, a {@link String}, a {@link Number}, a {@link Boolean} or null. Getters
 * throw {@link IllegalArgumentException} if the value is missing or has another type. */
public final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, @Nullable Object> values;

    private JsonObject(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Parses an object.
     *
     * @param json one JSON object in UTF-8, nested at most 500 levels deep
     * @throws IllegalArgumentException if it is not exactly one JSON object, or two values have the same name */
    public static JsonObject parse(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("must be a JSON object");
            }
            JsonObject object = new JsonObject(fields(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("must be one JSON object, but something follows it");
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> fields(JsonParser parser) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.containsKey(name)) {
                throw new IllegalArgumentException("has two values named '" + name + "'");
            }
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token.isNumeric()) {
            return parser.getNumberValue();
        }
        if (token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    /** All values, in the order of the text. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** The string value of a name. */
    public String string(String name) {
        return value(name, String.class, "a string");
    }

    /** The int value of a name. */
    public int integer(String name) {
        return (int) whole(name, Integer.MAX_VALUE);
    }

    /** The long value of a name. */
    public long longInteger(String name) {
        return whole(name, Long.MAX_VALUE);
    }

    /** The double value of a name. */
    public double number(String name) {
        return value(name, Number.class, "a number").doubleValue();
    }

    /** The list of numbers of a name. */
    public List<Double> numbers(String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object element : value(name, List.class, "a list")) {
            if (!(element instanceof Number number)) {
                throw new IllegalArgumentException("'" + name + "' must be a list of numbers, got " + element);
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    /** The object value of a name. */
    public JsonObject object(String name) {
        return of(value(name, Map.class, "an object"));
    }

    /** The list of objects of a name. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : value(name, List.class, "a list")) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("'" + name + "' must be a list of objects, got " + element);
            }
            objects.add(of(map));
        }
        return objects;
    }

    @SuppressWarnings("unchecked") // fields() creates only maps of this type
    private static JsonObject of(Map<?, ?> values) {
        return new JsonObject((Map<String, @Nullable Object>) values);
    }

    private long whole(String name, long most) {
        Number number = value(name, Number.class, "a number");
        boolean isWhole = number instanceof Integer || number instanceof Long;
        if (!isWhole || Math.abs(number.longValue()) > most) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number, got " + number);
        }
        return number.longValue();
    }

    private <T> T value(String name, Class<T> type, String kind) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("'" + name + "' must be " + kind + ", got "
                    + (value == null ? "nothing" : value));
        }
        return type.cast(value);
    }
}
