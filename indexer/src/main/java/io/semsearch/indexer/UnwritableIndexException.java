package io.semsearch.indexer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if an index cannot be changed: it is missing, damaged, of another model or version, or another writer has it
 * open. */
public final class UnwritableIndexException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message the place, what was expected, what was found, and the remedy */
    public UnwritableIndexException(String message) {
        super(message);
    }

    /** @param message the place, what was expected, what was found, and the remedy */
    public UnwritableIndexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
