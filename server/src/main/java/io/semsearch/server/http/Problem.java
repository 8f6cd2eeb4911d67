package io.semsearch.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** An error as a client gets it: RFC 9457.
 *
 * @param status  of HTTP
 * @param title   the kind of error
 * @param detail  what happened, for people
 * @param members what programs may read: {@code parameter}, {@code expected}, {@code got}, {@code remedy} and others;
 *                values are strings, and lists and maps of them */
public record Problem(int status, String title, String detail, Map<String, Object> members) {

    /** The content type. */
    public static final String TYPE = "application/problem+json";

    private static final int LONGEST_QUOTE = 80;

    /** Keeps the order. */
    public Problem {
        members = new LinkedHashMap<>(members);
    }

    /** An error without members. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    /** A value that was not expected.
     *
     * @param parameter where: a parameter, a header, a field of JSON
     * @param got       is shortened */
    public static Problem of(String parameter, String expected, String got) {
        String found = quote(got);
        return of(400, "Bad Request", parameter + ": expected " + expected + ", got " + found)
                .with("parameter", parameter).with("expected", expected).with("got", found);
    }

    /** The same with another member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, title, detail, more);
    }

    /** The same with what to do. */
    public Problem remedy(String what) {
        return with("remedy", what);
    }

    /** Short enough for a message, and without control characters. */
    static String quote(String text) {
        String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    /** As JSON. */
    public byte[] json() {
        return Json.write(this::write);
    }

    /** Writes it as one value of a longer text. */
    public void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", "about:blank");
        json.writeStringProperty("title", title);
        json.writeNumberProperty("status", status);
        json.writeStringProperty("detail", detail);
        members.forEach((name, value) -> {
            json.writeName(name);
            Json.value(json, value);
        });
        json.writeEndObject();
    }
}
