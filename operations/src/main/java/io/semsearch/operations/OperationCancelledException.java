package io.semsearch.operations;

/** An operation was cancelled by its listener. */
public final class OperationCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OperationCancelledException() {
        super("cancelled");
    }
}
