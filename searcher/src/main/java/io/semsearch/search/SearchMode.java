package io.semsearch.search;

/** How the nearest images are found. */
public enum SearchMode {

    /** Compares the query with every image: exact; the time grows with the collection. */
    EXACT,

    /** Searches the HNSW graph: may miss an image; the time hardly grows with the collection. {@link #EXACT} runs
     * instead where efSearch reaches the number of images. */
    HNSW,

    /** {@link #EXACT} up to 2^24 values (images x dimension, such as 83,886 images of 200), or if it takes no longer
     * than {@link #HNSW}, by the numbers of images and candidates; else {@link #HNSW}. Equal searches run in the same
     * mode on any machine. */
    AUTO
}
