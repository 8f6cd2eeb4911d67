package io.semsearch.artifact;

import java.io.IOException;

/** A model's file is missing, damaged, or of a format this program does not read. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was expected, what was found, what to do */
    public ModelFileException(String message) {
        super(message);
    }

    /** @param message where, what was expected, what was found, what to do */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
