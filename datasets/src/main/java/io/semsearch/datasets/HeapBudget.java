package io.semsearch.datasets;

import io.semsearch.dataset.DataFileException;

/** Counts the bytes that a reader keeps on the heap, and stops it before the heap is full.
 *
 * <p>Sizes are estimates. Not thread-safe. */
public final class HeapBudget {

    private static final int BYTES_PER_MIB = 1 << 20;

    private final String file;
    private final long limit;
    private long used;

    /** @param file  the file name for messages
     * @param limit in bytes */
    public HeapBudget(String file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** A budget of three quarters of the maximum heap of this process. */
    public static HeapBudget ofThisProcess(String file) {
        return new HeapBudget(file, Runtime.getRuntime().maxMemory() / 4 * 3);
    }

    /** A budget that nothing exceeds, for what is small anyway. */
    static HeapBudget unlimited(String file) {
        return new HeapBudget(file, Long.MAX_VALUE);
    }

    /** The file name for messages. */
    public String file() {
        return file;
    }

    /** Bytes counted so far. */
    public long used() {
        return used;
    }

    /** Counts bytes before they are kept.
     *
     * @throws DataFileException if they would exceed the budget */
    public void charge(long bytes) throws DataFileException {
        if (bytes > limit - used) {
            throw new DataFileException(file + ": reading it needs more memory than available: over "
                    + limit / BYTES_PER_MIB + " MiB; give Java more, for example SEMSEARCH_JAVA_OPTS=-Xmx8g");
        }
        used += bytes;
    }

    /** Subtracts bytes that are no longer kept. */
    public void release(long bytes) {
        used -= bytes;
    }
}
