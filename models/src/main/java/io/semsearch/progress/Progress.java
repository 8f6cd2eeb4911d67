package io.semsearch.progress;

/** A listener for the progress of long operations. */
@FunctionalInterface
public interface Progress {

    /** Ignores all progress. */
    Progress NONE = (name, total, unit) -> Task.NONE;

    /** Starts a task.
     *
     * @param name  what is done, for people: {@code Reading captions}
     * @param total total number of units; -1 if unknown
     * @param unit  the unit in plural: {@code images}; {@code bytes} are displayed as MiB
     * @return receives the progress; the caller closes it at the end */
    Task start(String name, long total, String unit);

    /** A listener for one task. Safe to call from many threads. */
    @FunctionalInterface
    interface Task extends AutoCloseable {

        /** Ignores all progress. */
        Task NONE = done -> {};

        /** @param done number of units done since the start */
        void advanceTo(long done);

        /** Ends the task, whether it succeeded or failed. */
        @Override
        default void close() {}
    }
}
