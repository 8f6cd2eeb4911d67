package io.semsearch.search;

/** A filter that cannot be understood; the message shows the place. */
public final class FilterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** @param message what was found where, and what was expected */
    FilterException(String message, Throwable cause) {
        super(message, cause);
    }

    FilterException(String message) {
        super(message);
    }
}
