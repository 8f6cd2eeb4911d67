package io.semsearch.search.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON object strictly: every field is known, occurs once and has the right type. Of one text and one
 * thread.
 *
 * <p>An error names the path of the field, what was expected and what was found, and is a {@link SearchJsonException}.
 * */
final class StrictJson {

    /** Fields have fixed names, so that names of any length are refused before they are stored. */
    private static final int LONGEST_NAME = 1000;
    private static final int DEEPEST = 100;
    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_PATH = 300;
    /** Callers limit the whole text, and so each string. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE).maxNameLength(LONGEST_NAME).build())
            .build();

    private final JsonParser parser;
    /** From the innermost field outwards. */
    private final Deque<String> path = new ArrayDeque<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads a text of at most so many bytes.
     *
     * @param json UTF-8 */
    static <T> T read(byte[] json, int mostBytes, Function<StrictJson, T> root) {
        if (json.length > mostBytes) {
            throw new SearchJsonException("", "expected at most " + mostBytes + " bytes of JSON, got more");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new StrictJson(parser).read(root);
        }
    }

    private <T> T read(Function<StrictJson, T> root) {
        try {
            parser.nextToken();
            T value = root.apply(this);
            if (parser.nextToken() != null) {
                throw error("nothing after the JSON object");
            }
            return value;
        } catch (JacksonException e) {
            throw new SearchJsonException(path(), "is not JSON" + place(e.getLocation()) + ": "
                    + shorten(e.getOriginalMessage(), LONGEST_PATH), e);
        }
    }

    /** Text that is beyond a limit has no place. */
    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Reads an object whose fields are known. */
    void object(JsonFields fields) {
        map(name -> fields.read(name, this));
        String missing = fields.missing();
        if (missing != null) {
            throw problem("expected the field '" + missing + "', got none");
        }
    }

    /** Reads an object whose fields have any names.
     *
     * @param value called with the name of each field when its value is next */
    void map(Consumer<String> value) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw error("an object");
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            path.push(path.isEmpty() ? name : "." + name);
            if (!seen.add(name)) {
                throw problem("expected once, got twice");
            }
            parser.nextToken();
            value.accept(name);
            path.pop();
        }
    }

    /** Reads a list. */
    <T> List<T> list(Supplier<T> element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw error("a list");
        }
        List<T> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.push("[" + list.size() + "]");
            list.add(element.get());
            path.pop();
        }
        return list;
    }

    String string() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw error("a string");
        }
        return parser.getString();
    }

    boolean bool() {
        if (!parser.currentToken().isBoolean()) {
            throw error("true or false");
        }
        return parser.getBooleanValue();
    }

    long wholeNumber() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw error("a whole number");
        }
        try {
            return Long.parseLong(parser.getString());
        } catch (NumberFormatException e) {
            throw error("a whole number of 64 bits");
        }
    }

    int smallNumber() {
        long number = wholeNumber();
        if (number != (int) number) {
            throw error("a whole number of 32 bits");
        }
        return (int) number;
    }

    double number() {
        double number = parser.currentToken().isNumeric() ? Double.parseDouble(parser.getString()) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw error("a finite number");
        }
        return number;
    }

    float shortNumber() {
        float number = parser.currentToken().isNumeric() ? Float.parseFloat(parser.getString()) : Float.NaN;
        if (!Float.isFinite(number)) {
            throw error("a finite number of 32 bits");
        }
        return number;
    }

    /** Reads a version that must be this one. */
    void version(int expected) {
        int version = smallNumber();
        if (version != expected) {
            throw problem("expected " + expected + ", the version that this program reads, got " + version);
        }
    }

    /** Reads a constant by its name. */
    <E extends Enum<E>> E constant(Class<E> type) {
        String name = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
        return Arrays.stream(type.getEnumConstants()).filter(constant -> EnumNames.of(constant).equals(name))
                .findFirst().orElseThrow(() -> error("one of " + String.join(", ", EnumNames.of(type))));
    }

    /** Makes a value of what was read; a refusal names the field. */
    <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (SearchJsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SearchJsonException(path(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What is wrong with the field that is being read. */
    SearchJsonException problem(String problem) {
        return new SearchJsonException(path(), problem);
    }

    private SearchJsonException error(String expected) {
        return problem("expected " + expected + ", got " + found());
    }

    private String found() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> quote(parser.getString());
            default -> shorten(parser.getString(), LONGEST_QUOTE);
        };
    }

    private static String quote(String text) {
        return "'" + shorten(text, LONGEST_QUOTE) + "'";
    }

    /** Short enough for a message, and without control characters. */
    private static String shorten(String text, int longest) {
        String start = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return start.replaceAll("\\p{C}", "?");
    }

    private String path() {
        StringBuilder outwards = new StringBuilder();
        path.descendingIterator().forEachRemaining(outwards::append);
        return shorten(outwards.toString(), LONGEST_PATH);
    }
}
