package io.semsearch.experiment;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no experiment; the message names the line. */
public final class ExperimentFileException extends IOException {

    private static final long serialVersionUID = 1;

    ExperimentFileException(Path file, int line, String message) {
        super(file + ": line " + line + ": " + message);
    }

    ExperimentFileException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }
}
