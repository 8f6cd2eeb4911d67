package io.semsearch.datasets.sample;

import java.io.IOException;

/** A folder does not hold what a sample needs, or holds something else. */
public final class PostcardSampleException extends IOException {

    private static final long serialVersionUID = 1;

    PostcardSampleException(String message) {
        super(message);
    }

    PostcardSampleException(String message, Throwable cause) {
        super(message, cause);
    }
}
