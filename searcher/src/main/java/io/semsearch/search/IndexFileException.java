package io.semsearch.search;

import java.io.IOException;

/** An index that is missing, damaged, was built with another model, or has a version that this program does not read.
 * */
public final class IndexFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was expected, what was found, what to do */
    public IndexFileException(String message) {
        super(message);
    }

    /** @param message where, what was expected, what was found, what to do */
    public IndexFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
