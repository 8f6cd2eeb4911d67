package io.semsearch.search.json;

/** JSON that is not a search request or answer; the message names the field, what was expected, and what was found. */
public final class SearchJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String field;

    SearchJsonException(String field, String problem, Throwable cause) {
        super(message(field, problem), cause);
        this.field = field;
    }

    SearchJsonException(String field, String problem) {
        super(message(field, problem));
        this.field = field;
    }

    private static String message(String field, String problem) {
        return field.isEmpty() ? problem : field + ": " + problem;
    }

    /** Path of the field, such as {@code query.sum[1].weight}; empty for the whole text. */
    public String field() {
        return field;
    }
}
