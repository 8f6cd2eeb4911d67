package io.semsearch.encoder;

import java.io.IOException;

/** A file is no picture that can be read: of another format, damaged, or too large. The message names the file. */
public final class UnreadableImageException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableImageException(String message) {
        super(message);
    }

    UnreadableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
