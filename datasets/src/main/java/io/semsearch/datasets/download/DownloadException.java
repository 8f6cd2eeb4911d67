package io.semsearch.datasets.download;

import java.io.IOException;

/** A file could not be downloaded, or is not the expected one. */
public final class DownloadException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message what, why, what to do */
    public DownloadException(String message) {
        super(message);
    }

    /** @param message what, why, what to do */
    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
