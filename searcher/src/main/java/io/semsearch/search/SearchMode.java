package io.semsearch.search;

/** How the nearest images are found. */
public enum SearchMode {

    /** Every image is compared: always right, the time grows with the collection. */
    EXACT,

    /** The HNSW graph is walked: an image may be missed, the time hardly grows with the collection. Where efSearch
     * reaches the number of images nothing is left to be saved, and {@link #EXACT} runs. */
    HNSW,

    /** {@link #EXACT} up to 2^24 values (images x dimension, as 83,886 images of 200), {@link #HNSW} above. */
    AUTO;

    /** What exact search reads in a few milliseconds on one core: 64 MiB (decision record 0022). */
    private static final long EXACT_VALUES = 1L << 24;

    /** What to do for this mode in an index of so many vectors. */
    SearchMode resolve(int images, int dimension, int efSearch) {
        if (efSearch >= images) {
            return EXACT;
        }
        return switch (this) {
            case EXACT, HNSW -> this;
            case AUTO -> (long) images * dimension <= EXACT_VALUES ? EXACT : HNSW;
        };
    }
}
