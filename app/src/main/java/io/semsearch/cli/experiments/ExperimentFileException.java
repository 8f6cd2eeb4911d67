package io.semsearch.cli.experiments;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if a file is not an experiment; the message names file and line. */
public final class ExperimentFileException extends IOException {

    private static final long serialVersionUID = 1;

    ExperimentFileException(Path file, int line, String message) {
        super(file + ": line " + line + ": " + message);
    }

    ExperimentFileException(Path file, int line, String message, Throwable cause) {
        super(file + ": line " + line + ": " + message, cause);
    }
}
