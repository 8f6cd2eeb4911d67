package io.semsearch.search;

/** A page token that is damaged, of another query or of an index that is no longer there. */
public final class PageTokenException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    PageTokenException(String message) {
        super(message);
    }

    PageTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
