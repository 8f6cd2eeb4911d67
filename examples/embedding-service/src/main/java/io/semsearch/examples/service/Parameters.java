package io.semsearch.examples.service;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request's URI, by name. */
record Parameters(Map<String, String> values) {

    static Parameters of(URI uri) {
        Map<String, String> values = new HashMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Parameters(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("the parameter '" + name + "' is missing"));
    }

    Optional<Long> number(String name) {
        return get(name).map(value -> number(name, value));
    }

    Optional<Integer> smallNumber(String name) {
        return number(name).map(value -> {
            if (value != value.intValue()) {
                throw new IllegalArgumentException(name + " must be at most " + Integer.MAX_VALUE + ", got " + value);
            }
            return value.intValue();
        });
    }

    /** A comma-separated list of numbers, such as {@code 7,8}. */
    List<Long> numbers(String name) {
        return Arrays.stream(required(name).split(",")).map(value -> number(name, value)).toList();
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, got '" + value + "'", e);
        }
    }
}
