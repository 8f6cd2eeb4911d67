package io.semsearch.datasets.download;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A URL could not be fetched. */
public final class FetchException extends IOException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient Optional<Duration> retryAfter;

    /** Why. */
    public enum Reason {
        /** The address is not public, or the URL not one of the web: nothing was sent to it. */
        REFUSED,
        /** The server says that it has no such file any more: 404, 410. */
        GONE,
        /** The server asks to come back later: 429, 503. */
        BUSY,
        /** The server could not be reached, or the connection broke: perhaps later. */
        UNREACHABLE,
        /** Beyond a limit of bytes or time. */
        LIMIT,
        /** Any other answer. */
        STATUS
    }

    FetchException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.retryAfter = Optional.empty();
    }

    FetchException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = Optional.empty();
    }

    /** The server asks to come back later. */
    FetchException(String message, Optional<Duration> retryAfter) {
        super(message);
        this.reason = Reason.BUSY;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** How long a busy server asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
