package io.semsearch.artifact;

import java.io.IOException;

/** A model reads sentences with an encoder that is not on the class path. */
public final class MissingSentenceEncoderException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message where, what was expected, what was found, what to do */
    public MissingSentenceEncoderException(String message) {
        super(message);
    }
}
