package io.semsearch.search;

/** How the nearest images are found. */
public enum SearchMode {

    /** Every image is compared: always right, the time grows with the collection. */
    EXACT,

    /** The HNSW graph is walked: an image may be missed, the time hardly grows with the collection. Where efSearch
     * reaches the number of images nothing is left to be saved, and {@link #EXACT} runs. */
    HNSW,

    /** Whichever was seen to be faster on the index, or {@link #EXACT} if that takes less than a millisecond; if nothing was measured, {@link #EXACT} up to 2^24 values (images x
     * dimension, as 83,886 images of 200), {@link #HNSW} above. */
    AUTO
}
