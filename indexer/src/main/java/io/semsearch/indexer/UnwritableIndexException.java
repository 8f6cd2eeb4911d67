package io.semsearch.indexer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An index cannot be changed: it is missing, damaged, of another model or version, or someone else is writing it. */
public final class UnwritableIndexException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was expected, what was found, what to do */
    public UnwritableIndexException(String message) {
        super(message);
    }

    /** @param message where, what was expected, what was found, what to do */
    public UnwritableIndexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
