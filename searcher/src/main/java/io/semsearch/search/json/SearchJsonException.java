package io.semsearch.search.json;

/** JSON that is not a search request or answer; the message names the field, what was expected, and what was found. */
public final class SearchJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 2;

    private final String field;
    private final String problem;

    SearchJsonException(String field, String problem, Throwable cause) {
        super(message(field, problem), cause);
        this.field = field;
        this.problem = problem;
    }

    SearchJsonException(String field, String problem) {
        super(message(field, problem));
        this.field = field;
        this.problem = problem;
    }

    private static String message(String field, String problem) {
        return field.isEmpty() ? problem : field + ": " + problem;
    }

    /** Path of the field, such as {@code query.sum[1].weight}; empty for the whole text. */
    public String field() {
        return field;
    }

    /** The same where the text is a part of a longer one.
     *
     * @param part path of the part, such as {@code requests[2]} */
    public SearchJsonException within(String part) {
        return new SearchJsonException(field.isEmpty() ? part : part + "." + field, problem, this);
    }
}
