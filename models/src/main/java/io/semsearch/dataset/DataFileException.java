package io.semsearch.dataset;

import java.io.IOException;

/** Thrown for an input file that is missing, damaged, refused or in an unsupported format. */
public final class DataFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message the place, what was expected, what was found, and the remedy */
    public DataFileException(String message) {
        super(message);
    }

    /** @param message the place, what was expected, what was found, and the remedy */
    public DataFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
