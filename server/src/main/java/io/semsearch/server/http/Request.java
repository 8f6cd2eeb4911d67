package io.semsearch.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A request of a route: its parameters, read strictly, and its answer. */
public final class Request {

    private static final int MOST_IDS = 1000;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_VALUES = 50;

    private final Context context;
    private final Map<String, List<String>> parameters;

    Request(Context context, Route route) {
        this.context = context;
        this.parameters = QueryString.parse(context.req().getQueryString());
        if (!route.parameters().contains(Route.ANY)) {
            parameters.keySet().forEach(name -> requireKnown(name, route));
        }
    }

    private static void requireKnown(String name, Route route) {
        if (route.parameters().stream().noneMatch(known -> known.name().equals(name))) {
            throw new ProblemException(Problem.of("query string",
                    route.parameters().isEmpty()
                            ? "no parameter"
                            : "parameters of " + route.parameters().stream().map(Parameter::name)
                                    .collect(Collectors.joining(", ")),
                    name));
        }
    }

    /** The web server's view of it. */
    public Context context() {
        return context;
    }

    /** A parameter of the query string. */
    public Optional<String> text(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw bad(name, "one value", values.size() + " values");
        }
        return values.stream().findFirst();
    }

    /** The values of a parameter that may be repeated. */
    public List<String> all(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        for (String value : values) {
            if (value.length() > LONGEST_TEXT) {
                throw bad(name, "at most " + LONGEST_TEXT + " characters", value.length() + " characters");
            }
        }
        if (values.size() > MOST_VALUES) {
            throw bad(name, "at most " + MOST_VALUES + " values", values.size() + " values");
        }
        return values;
    }

    /** A text that is not blank. */
    public Optional<String> words(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /** A whole number.
     *
     * @param least and most are allowed */
    public OptionalInt integer(String name, int least, int most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        long number = wholeNumber(name, value.get());
        if (number < least || number > most) {
            throw bad(name, "a whole number from " + least + " to " + most, value.get());
        }
        return OptionalInt.of((int) number);
    }

    /** A whole number of 64 bits. */
    public OptionalLong integer(String name) {
        Optional<String> value = text(name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wholeNumber(name, value.get()));
    }

    private static long wholeNumber(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad(name, "a whole number", value);
        }
    }

    /** A number.
     *
     * @param least and most are allowed */
    public OptionalDouble number(String name, double least, double most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = value.get().matches("[+-]?[0-9.]{1,20}([eE][+-]?[0-9]{1,3})?")
                ? parse(value.get())
                : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw bad(name, "a number from " + least + " to " + most, value.get());
        }
        return OptionalDouble.of(number);
    }

    private static double parse(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@code true} or {@code false}; false if it is missing. */
    public boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw bad(name, "true or false", other);
        };
    }

    /** A constant by its name in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name).map(value -> Arrays.stream(type.getEnumConstants())
                .filter(each -> spelled(each).equals(value)).findFirst()
                .orElseThrow(() -> bad(name, "one of " + Arrays.stream(type.getEnumConstants())
                        .map(Request::spelled).collect(Collectors.joining(", ")), value)));
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Ids of images, separated by commas. */
    public List<Long> ids(String name) {
        List<Long> ids = new ArrayList<>();
        for (String id : words(name).map(list -> list.split(",", -1)).orElse(new String[0])) {
            ids.add(wholeNumber(name, id));
        }
        if (ids.size() > MOST_IDS) {
            throw bad(name, "at most " + MOST_IDS + " ids", ids.size() + " ids");
        }
        return ids;
    }

    /** The id in the path. */
    public long id() {
        return wholeNumber("id", context.pathParam("id"));
    }

    /** The body.
     *
     * @throws ProblemException if it is longer */
    public byte[] body(int mostBytes) throws IOException {
        requireAtMost(mostBytes);
        try (InputStream body = context.req().getInputStream()) {
            byte[] bytes = body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw tooLong(mostBytes);
            }
            return bytes;
        }
    }

    /** Checks the length that the client announces, if it does.
     *
     * @throws ProblemException if the body is longer */
    public void requireAtMost(long mostBytes) {
        if (context.req().getContentLengthLong() > mostBytes) {
            throw tooLong(mostBytes);
        }
    }

    private static ProblemException tooLong(long mostBytes) {
        return new ProblemException(Problem.of(413, "Content Too Large", "body: expected at most " + mostBytes
                + " bytes, got more").with("expected", "at most " + mostBytes + " bytes"));
    }

    /** A parameter that cannot be used. */
    public static ProblemException bad(String name, String expected, String got) {
        return new ProblemException(Problem.of(name, expected, got));
    }

    /** Answers with JSON that a browser must ask for again. */
    public void json(byte[] json) {
        context.header("Cache-Control", "no-cache");
        context.contentType(Route.JSON);
        context.result(json);
    }
}
