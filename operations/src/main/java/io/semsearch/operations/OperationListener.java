package io.semsearch.operations;

import io.semsearch.progress.Progress;

/** Follows an operation while it runs: its progress and its remarks; and can cancel it.
 *
 * <p>Methods are called from the thread that runs the operation, and {@link Progress.Task#advanceTo} and {@link
 * #isCancelled} from its worker threads, too. */
public interface OperationListener {

    /** Ignores everything and never cancels. */
    OperationListener NONE = new OperationListener() {};

    /** Shows long work. */
    default Progress progress() {
        return Progress.NONE;
    }

    /** A remark for people about the input or the result: how many images were left out, say. One line of plain text.
     *
     * @param remark may quote a user's file: not escaped for HTML or a terminal */
    default void onRemark(String remark) {}

    /** True to stop the operation: it throws {@link OperationCancelledException} at its next step, and what it has not
     * finished is not kept. */
    default boolean isCancelled() {
        return false;
    }
}
