package io.semsearch.operations;

import io.semsearch.progress.Progress;

/** A listener's progress that also stops the work once the listener cancels: every operation reports through this.
 *
 * @param listener shows the progress and may cancel */
public record CancellableProgress(OperationListener listener) implements Progress {

    /** @throws OperationCancelledException here and in the task's {@code advanceTo}, once the listener has cancelled */
    @Override
    public Task start(String name, long total, String unit) {
        requireNotCancelled();
        Task shown = listener.progress().start(name, total, unit);
        return new Task() {

            @Override
            public void advanceTo(long done) {
                requireNotCancelled();
                shown.advanceTo(done);
            }

            @Override
            public void close() {
                shown.close();
            }
        };
    }

    private void requireNotCancelled() {
        if (listener.isCancelled()) {
            throw new OperationCancelledException();
        }
    }
}
