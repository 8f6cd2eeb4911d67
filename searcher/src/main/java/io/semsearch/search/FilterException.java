package io.semsearch.search;

/** A filter that cannot be parsed; the message shows the place. */
public final class FilterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** @param message what was found where, and what was expected */
    public FilterException(String message) {
        super(message);
    }
}
