package io.semsearch.progress;

/** Is told how far long pieces of work have come. */
@FunctionalInterface
public interface Progress {

    /** Listens to nothing. */
    Progress NONE = (name, total, unit) -> Task.NONE;

    /** A piece of work begins.
     *
     * @param name  what is being done, for people: {@code Reading captions}
     * @param total how many units make the whole; -1 when unknown
     * @param unit  what is counted, in the plural: {@code images}; {@code bytes} are shown as MiB
     * @return to be told of each advance, and closed at the end */
    Task start(String name, long total, String unit);

    /** One piece of work. Safe to call from many threads. */
    @FunctionalInterface
    interface Task extends AutoCloseable {

        /** Listens to nothing. */
        Task NONE = done -> {};

        /** @param done units done so far, since the beginning */
        void advanceTo(long done);

        /** The work has ended, well or not. */
        @Override
        default void close() {}
    }
}
