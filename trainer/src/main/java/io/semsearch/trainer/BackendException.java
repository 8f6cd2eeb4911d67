package io.semsearch.trainer;

/** The device that was asked for cannot be used. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackendException(String message) {
        super(message);
    }

    BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
