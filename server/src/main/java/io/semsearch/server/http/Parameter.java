package io.semsearch.server.http;

/** A parameter of a route, as the description of the service has it.
 *
 * @param name    in the query string, or in braces in the path
 * @param type    of JSON Schema: {@code string}, {@code integer}, {@code number}, {@code boolean}
 * @param meaning for people, with its default */
public record Parameter(String name, String type, String meaning) {

    /** A text. */
    public static Parameter text(String name, String meaning) {
        return new Parameter(name, "string", meaning);
    }

    /** A whole number. */
    public static Parameter integer(String name, String meaning) {
        return new Parameter(name, "integer", meaning);
    }

    /** A number. */
    public static Parameter number(String name, String meaning) {
        return new Parameter(name, "number", meaning);
    }

    /** {@code true} or {@code false}. */
    public static Parameter flag(String name, String meaning) {
        return new Parameter(name, "boolean", meaning);
    }
}
