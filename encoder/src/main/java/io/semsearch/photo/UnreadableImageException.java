package io.semsearch.photo;

import java.io.IOException;

/** Thrown for a file that is not a readable image. The message names the file. */
public final class UnreadableImageException extends IOException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    UnreadableImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnreadableImageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why the image cannot be read, for counting. */
    public Reason reason() {
        return reason;
    }

    /** Why an image cannot be read. */
    public enum Reason {
        /** The file has no bytes. */
        EMPTY("empty"),
        /** No known image format. */
        NOT_AN_IMAGE("not an image"),
        /** A known format that is not read. */
        UNSUPPORTED("unsupported format"),
        /** Truncated, or its content contradicts itself. */
        DAMAGED("damaged"),
        /** More pixels or bytes than the limit. */
        TOO_LARGE("too large"),
        /** Decoding took longer than the limit. */
        TOO_SLOW("takes too long to decode");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** In words, for people. */
        @Override
        public String toString() {
            return words;
        }
    }
}
