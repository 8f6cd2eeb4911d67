package io.semsearch.datasets;

import java.io.IOException;

/** A file of the user's is missing, damaged, refused, or of a format that is not read. */
public final class DataFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was expected, what was found, what to do */
    public DataFileException(String message) {
        super(message);
    }

    /** @param message where, what was expected, what was found, what to do */
    public DataFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
