package io.semsearch.datasets;

/** Counts what a reader keeps on the heap, and ends the reading before the heap does.
 *
 * <p>Sizes are estimates. Not thread-safe. */
public final class HeapBudget {

    private static final int BYTES_PER_MIB = 1 << 20;

    private final String file;
    private final long limit;
    private long used;

    /** @param file  names the file in the message
     * @param limit in bytes */
    public HeapBudget(String file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Three quarters of the largest heap that this Java process may have. */
    public static HeapBudget ofThisProcess(String file) {
        return new HeapBudget(file, Runtime.getRuntime().maxMemory() / 4 * 3);
    }

    /** The file, as messages name it. */
    public String file() {
        return file;
    }

    /** Bytes counted so far. */
    public long used() {
        return used;
    }

    /** Counts bytes that are about to be kept.
     *
     * @throws DataFileException if they would exceed the budget */
    public void charge(long bytes) throws DataFileException {
        if (bytes > limit - used) {
            throw new DataFileException(file + ": reading it needs more memory than there is: over "
                    + limit / BYTES_PER_MIB + " MiB; give Java more, for example SEMSEARCH_JAVA_OPTS=-Xmx8g");
        }
        used += bytes;
    }

    /** Takes back what is no longer kept. */
    public void release(long bytes) {
        used -= bytes;
    }
}
