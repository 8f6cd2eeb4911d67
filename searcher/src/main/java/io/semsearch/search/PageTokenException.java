package io.semsearch.search;

/** A page token that is damaged, expired, or belongs to another query. */
public final class PageTokenException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public PageTokenException(String message) {
        super(message);
    }

    public PageTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
