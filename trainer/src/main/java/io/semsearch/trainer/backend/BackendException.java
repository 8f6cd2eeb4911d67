package io.semsearch.trainer.backend;

/** Thrown if the requested device cannot be used. The message gives the reason and the remedy. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackendException(String message) {
        super(message);
    }

    BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
